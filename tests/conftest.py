"""The parser and the shipped codebook, loaded once for all tests."""

import signal

import pytest

from coder import Coder, Parser, load_codebook

# Where tests are started in the background of a script, Ctrl-C is ignored and so are the signals that tests send.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def parser():
    return Parser()


@pytest.fixture(scope="session")
def coder(parser):
    return Coder(load_codebook(), parser)
