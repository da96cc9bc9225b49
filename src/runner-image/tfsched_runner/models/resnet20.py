"""ResNet-20 for pictures of CIFAR's size, as He et al. (2015) describe it in section 4.2."""

import keras
from keras import layers

from .. import data as synthetic

BATCH = 32
SHAPE = (32, 32, 3)
FILTERS = (16, 32, 64)
BLOCKS_PER_STAGE = 3


def data(batch, seed):
    return synthetic.images(SHAPE, batch, seed)


def build():
    inputs = layers.Input(SHAPE)
    x = _convolution(inputs, FILTERS[0])
    x = layers.ReLU()(x)
    for stage, filters in enumerate(FILTERS):
        for block in range(BLOCKS_PER_STAGE):
            x = _residual(x, filters, strides=2 if stage > 0 and block == 0 else 1)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(synthetic.CLASSES)(x))


def optimizer():
    return keras.optimizers.SGD(0.05, momentum=0.9)


def _residual(x, filters, strides):
    y = layers.ReLU()(_convolution(x, filters, strides=strides))
    y = _convolution(y, filters)
    if strides != 1:
        x = _convolution(x, filters, size=1, strides=strides)
    return layers.ReLU()(layers.Add()([x, y]))


def _convolution(x, filters, size=3, strides=1):
    x = layers.Conv2D(filters, size, strides=strides, padding="same", use_bias=False)(x)
    return layers.BatchNormalization()(x)
