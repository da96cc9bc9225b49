"""Synthetic data, seeded, from which a model can learn: each class has a pattern of its own under noise."""

import numpy

CLASSES = 10
BATCHES = 32
"""Batches that are made; training goes round through them."""

SIGNAL = 0.3
"""Size of the patterns beside noise of size 1: a model gets better for some hundred steps, not for ten."""

PATCH = 4
"""Side of the even patches of a picture's pattern, in pixels: coarse enough for a convolution to see."""


def images(shape, batch, seed):
    """BATCHES pairs of (batch x shape float32, batch int32 labels); PATCH divides height and width."""
    random = numpy.random.default_rng(seed)
    height, width, channels = shape
    coarse = random.normal(size=(CLASSES, height // PATCH, width // PATCH, channels)).astype(numpy.float32)
    patterns = coarse.repeat(PATCH, axis=1).repeat(PATCH, axis=2)
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
    noise = random.standard_normal(size=(batch, *patterns.shape[1:]), dtype=numpy.float32)
    return SIGNAL * patterns[labels] + noise, labels
