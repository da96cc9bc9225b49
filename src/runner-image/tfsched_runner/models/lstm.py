"""One LSTM layer over a sequence: many small operations one after the other, so more cores gain it little."""

import keras
from keras import layers

from .. import data as synthetic

BATCH = 32
LENGTH = 128
CHANNELS = 16


def data(batch, seed):
    return synthetic.sequences(LENGTH, CHANNELS, batch, seed)


def build():
    return keras.Sequential(
        [layers.Input((LENGTH, CHANNELS)), layers.LSTM(128), layers.Dense(synthetic.CLASSES)]
    )


def optimizer():
    return keras.optimizers.Adam(1e-3)
