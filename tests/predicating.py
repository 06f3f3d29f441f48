"""What the tests of predications share: reading a sentence, and a line that tells a predication."""

from coder.language.predications import PredicationReader
from coder.model import Predication, Sentence

NOUNS = [
    "attack", "strike", "airstrike", "raid", "clash", "fighting", "battle", "confrontation", "standoff", "talk",
    "meeting", "visit", "fire", "arrest", "killing", "agreement", "deal", "pact", "sanction", "warning", "support",
    "aid", "ceasefire", "shelling", "bombing", "offensive", "massacre", "protest", "withdrawal", "deployment",
    "operation", "criticism", "condemnation", "siege", "war", "union", "fight", "pressure", "responsibility",
]  # fmt: skip
ADJECTIVES = ["loyal", "ready", "critical", "hostile", "responsible", "opposed", "guilty"]


class Reading:
    """Reads sentences into predications."""

    def __init__(self, parser):
        self._parser = parser
        self._reader = PredicationReader(NOUNS, ADJECTIVES)

    def __call__(self, text: str) -> list[Predication]:
        [tree] = self._parser.parse([Sentence(0, 0, len(text), text, 0)])
        return self._reader.read(tree)

    def one(self, text: str, lemma: str) -> Predication:
        """The first predication of the sentence with the lemma."""
        found = [predication for predication in self(text) if predication.lemma == lemma]
        assert found, f"no {lemma!r} among {[told(p) for p in self(text)]}"
        return found[0]


def told(predication: Predication) -> str:
    """A predication in a line: "attack subject=rebels object=convoy+guards"."""
    roles = (f"{role}={'+'.join(word.text for word in words)}" for role, words in predication.roles.items())
    return " ".join((predication.lemma, *roles))


def roles(predication: Predication, names) -> str:
    """The roles asked for, in the order asked for; a role that nobody has is empty."""
    return " ".join(f"{name}={'+'.join(word.text for word in predication.roles.get(name, ()))}" for name in names)
