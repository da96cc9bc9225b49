"""The small convolutional network that everybody starts with, at the size of MNIST's pictures."""

import keras
from keras import layers

from .. import data as synthetic

BATCH = 32
SHAPE = (28, 28, 1)


def data(batch, seed):
    return synthetic.images(SHAPE, batch, seed)


def build():
    return keras.Sequential(
        [
            layers.Input(SHAPE),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(synthetic.CLASSES),
        ]
    )


def optimizer():
    return keras.optimizers.Adam(3e-4)
