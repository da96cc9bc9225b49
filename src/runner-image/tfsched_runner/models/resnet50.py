"""Keras's own ResNet-50, on small pictures so that a step stays short on one core."""

import keras

from .. import data as synthetic

BATCH = 8
SHAPE = (64, 64, 3)


def data(batch, seed):
    return synthetic.images(SHAPE, batch, seed)


def build():
    return keras.applications.ResNet50(
        weights=None, input_shape=SHAPE, classes=synthetic.CLASSES, classifier_activation=None
    )


def optimizer():
    return keras.optimizers.SGD(1e-3, momentum=0.9, nesterov=True)
