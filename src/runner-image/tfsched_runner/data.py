"""Synthetic data, seeded, from which a model can learn something: each class has a pattern of its own under noise."""

import numpy

CLASSES = 10
BATCHES = 16
"""Batches that are made; training goes round through them."""


def images(shape, batch, seed):
    """BATCHES pairs of (batch x shape float32, batch int32 labels)."""
    random = numpy.random.default_rng(seed)
    patterns = random.normal(size=(CLASSES, *shape)).astype(numpy.float32)
    return [_noisy(random, patterns, batch) for _ in range(BATCHES)]


def sequences(length, channels, batch, seed):
    """As `images`, of shape length x channels: the classes are waves of different frequency."""
    random = numpy.random.default_rng(seed)
    time = numpy.arange(length, dtype=numpy.float32)[:, None]
    frequency = (1 + numpy.arange(CLASSES, dtype=numpy.float32))[:, None, None] / length
    phase = random.uniform(0, 2 * numpy.pi, size=(CLASSES, 1, channels)).astype(numpy.float32)
    patterns = numpy.sin(2 * numpy.pi * frequency * time + phase).astype(numpy.float32)
    return [_noisy(random, patterns, batch) for _ in range(BATCHES)]


def _noisy(random, patterns, batch):
    labels = random.integers(len(patterns), size=batch).astype(numpy.int32)
    noise = random.normal(scale=0.5, size=(batch, *patterns.shape[1:])).astype(numpy.float32)
    return patterns[labels] + noise, labels
