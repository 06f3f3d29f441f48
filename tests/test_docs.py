"""README.md and docs/ held to the program: commands, output, links, names and versions."""

import re
import shlex

import click
import pytest
import yaml
from documented import PAGES, ROOT, shown, work_folder

from coder import __version__
from coder.cli import main

TEXTS = {str(page.relative_to(ROOT)): page.read_text("utf-8") for page in PAGES}
ALL = "\n".join(TEXTS.values())
FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FOLDERS = ("coder", "codebooks", "corpus", "docs", "tests", "benchmarks", "lock")
QUICK = ("runs", "record", "incident", "fields")


def commands(group=main, name="code-events"):
    """The commands that do something, each by its full name."""
    for word, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


COMMANDS = dict(commands())


def calls():
    """Every call of code-events in the pages' blocks and code spans, with the page it is in."""
    for page, text in TEXTS.items():
        blocks = "\n".join([*FENCED.findall(text), *re.findall(r"^    (.*)$", text, re.MULTILINE)])
        for line in blocks.splitlines():
            for part in line.split(" | "):
                found = re.match(r"(?:\$ )?(code-events .*)", part.strip())
                if found:
                    yield page, found[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_and_its_help_has_examples(name):
    assert name in ALL, f"no page names {name}"
    assert re.search(rf"Examples:\n\s+(.*\| )?{name}\b", COMMANDS[name].help.replace("\b", "")), COMMANDS[name].help


@pytest.mark.parametrize(("page", "call"), sorted(set(calls())))
def test_every_call_in_the_pages_has_a_real_command_with_real_options(page, call):
    check(shlex.split(call)[1:], main)


def test_a_call_that_is_none_is_noticed():
    for wrong in ("runs corpus -o x", "run corpus --out x", "export a.jsonl -o b --layout cameo", "validate"):
        with pytest.raises(click.UsageError):
            check(shlex.split(wrong), main)


def check(words, command):
    """Parse the words of a call as click would, without looking for its files; raises UsageError."""
    context = click.Context(command)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        inner = command.get_command(context, words[0])
        if inner is None:
            raise click.UsageError(f"there is no command {words[0]!r}")
        command, words, context = inner, words[1:], click.Context(inner)
    given, _, _ = command.make_parser(context).parse_args(list(words))
    if isinstance(command, click.Group):
        return
    for parameter in command.params:
        value = given.get(parameter.name)
        asked = bool(value) if isinstance(value, (str, list, tuple)) else False
        if parameter.required and not asked:
            raise click.MissingParameter(param=parameter)
        if isinstance(parameter.type, click.Choice) and asked:
            parameter.type_cast_value(context, value)


def test_what_the_pages_show_is_what_comes_out():
    stale = []
    with work_folder():
        for page, text in TEXTS.items():
            for one in shown(text, QUICK):
                if without_hash(one.was) != without_hash(one.now):
                    stale.append(f"{page}, line {one.line}: what comes out is\n{one.now}")
    assert not stale, "\n\n".join([*stale, "`make docs` writes it down; look at what has changed"])


def without_hash(text):
    """The text without the hash of the codebook, which changes with every word of it."""
    return re.sub(r'("codebook": )"[0-9a-f]{12}"', r"\1", text)


def anchors(text):
    """The anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.*)$", FENCED.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.replace("`", "").lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", TEXTS)
def test_links_lead_somewhere(page):
    folder = (ROOT / page).parent
    for link in LINK.findall(TEXTS[page]):
        if not link.startswith("http"):
            path, _, anchor = link.partition("#")
            target = folder / path if path else ROOT / page
            assert target.exists(), link
            assert not anchor or anchor in anchors(target.read_text("utf-8")), link


@pytest.mark.parametrize("page", TEXTS)
def test_files_and_targets_that_the_pages_name_exist(page):
    for span in re.findall(r"`([^`\n]+)`", FENCED.sub("", TEXTS[page])):
        if span.split("/")[0] in FOLDERS and re.fullmatch(r"[\w./*-]+", span) and "/" in span:
            assert list(ROOT.glob(span.rstrip("/"))), f"there is no {span}"
        target = re.fullmatch(r"make ([a-z-]+)", span)
        if target:
            assert re.search(rf"^{target[1]}:", (ROOT / "Makefile").read_text(), re.MULTILINE), span
    for script in re.findall(r"python (\w+/\w+\.py)", TEXTS[page]):
        assert (ROOT / script).is_file(), script


@pytest.mark.parametrize("page", TEXTS)
def test_lines_of_prose_are_short_enough(page):
    prose = FENCED.sub("", TEXTS[page]).splitlines()
    assert [line for line in prose if len(line) > 120 and not line.startswith("|")] == []


def test_the_index_lists_every_page():
    for page in TEXTS:
        name = page.removeprefix("docs/")
        assert page.count("/") == 0 or name == "README.md" or f"]({name})" in TEXTS["docs/README.md"], page


def test_the_yaml_in_the_worked_example_is_that_of_its_files():
    for name in ("15-sea.yaml", "sea-forces.yaml"):
        assert f"```yaml\n{(ROOT / 'docs' / 'examples' / name).read_text('utf-8')}```" in TEXTS["docs/codebooks.md"]


def test_versions_agree():
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["version"] == __version__
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## \[({re.escape(__version__)}|Unreleased)\]", changes, re.MULTILINE)
