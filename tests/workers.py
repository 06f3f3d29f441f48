"""Coders that harm their process when a document says so, for the tests of runs; they parse nothing and start at
once."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from samples import record

from coder.model import Coded
from coder.run.checking import CheckedCoder
from coder.run.local import Coding, Setup


class Harmful:
    """Gives every document one record; a text that begins with a harm does it first."""

    def __init__(self, folder: Path):
        self._folder = folder

    def code(self, documents):
        for document in documents:
            harm = HARMS.get(document.text.split()[0])
            if harm is not None:
                harm(self._folder)
            yield Coded(document, 1, [record(doc_id=document.id)])


class Trusting:
    """Finds no fault with any record."""

    def faults(self, _record, _document):
        return []


def _die(_folder):
    os.kill(os.getpid(), signal.SIGKILL)


def _die_once(folder):
    if _first(folder, "died"):
        _die(folder)


def _kill_parent_once(folder):
    if _first(folder, "killed"):
        os.kill(os.getppid(), signal.SIGKILL)
        signal.pause()


def _interrupt_parent_once(folder):
    if _first(folder, "interrupted"):
        os.kill(os.getppid(), signal.SIGINT)
        signal.pause()


def _fill_disk_once(folder):
    """From now on no file may be longer than 1,000 bytes: to the program that is as good as a full disk."""
    import resource

    if _first(folder, "filled"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))


def _first(folder, name):
    """Whether nobody has made this mark in the folder before."""
    try:
        (folder / name).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


HARMS = {
    "DIE": _die,
    "DIE-ONCE": _die_once,
    "KILL-PARENT-ONCE": _kill_parent_once,
    "INTERRUPT-ONCE": _interrupt_parent_once,
    "FILL-DISK-ONCE": _fill_disk_once,
}


@dataclass(frozen=True)
class HarmfulSetup(Setup):
    """Makes ``Harmful`` coders, whose marks are in ``folder``."""

    folder: Path = Path()

    def __call__(self) -> Coding:
        return Coding(CheckedCoder(Harmful(self.folder), Trusting()))
