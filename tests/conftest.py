"""The parser and the shipped codebook, loaded once for all tests."""

import pytest

from coder import Coder, Parser, load_codebook


@pytest.fixture(scope="session")
def parser():
    return Parser()


@pytest.fixture(scope="session")
def coder(parser):
    return Coder(load_codebook(), parser)
