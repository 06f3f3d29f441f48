"""What a video shows over several sentences."""

import pytest

from coder.model import Document

FIRST = "The video shows a convoy of Kenyan trucks. "


def reporters(coder, text):
    (coded,) = coder.code([Document("story", text)])
    return [(record["attribution"]["reporter"] or {}).get("text") for record in coded.records]


def test_a_video_vouches_for_what_is_seen_next(coder):
    assert reporters(coder, FIRST + "Kenyan soldiers beat a Ugandan driver.") == [None]
    assert reporters(coder, FIRST + "A Kenyan soldier beats a Ugandan driver.") == ["The video"]
    assert reporters(coder, FIRST + "A Ugandan driver is beaten by a Kenyan soldier.") == ["The video"]


@pytest.mark.parametrize("between", ["\n\n", "The mayor resigned. "])
def test_not_beyond_its_paragraph_or_another_matter(coder, between):
    text = FIRST + between + "A Kenyan soldier beats a Ugandan driver."
    assert reporters(coder, text) == [None]
