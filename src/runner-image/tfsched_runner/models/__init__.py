"""The models by name. A model is one module in this folder and one line here.

A module has BATCH (the default batch size), `data(batch, seed)`, `build()` (a Keras model that gives logits)
and `optimizer()`.
"""

from importlib import import_module

MODELS = ("mnist_cnn", "resnet20", "lstm", "resnet50")


def load(name):
    """The module of one of MODELS; importing it takes TensorFlow along."""
    return import_module(f"{__name__}.{name}")
