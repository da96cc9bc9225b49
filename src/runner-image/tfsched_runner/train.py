"""Training of a Keras model for an exact number of steps."""

import keras
import tensorflow as tf

import tfsched_threads

from . import models


def run(options, report):
    """Train as `options` say and report it; return the figures of the done event."""
    tfsched_threads.configure(options.intra, options.inter, options.elastic)
    keras.utils.set_random_seed(options.seed)
    spec = models.load(options.model)
    batches = [
        (tf.constant(x), tf.constant(y)) for x, y in spec.data(options.batch or spec.BATCH, options.seed)
    ]
    step = _training_step(spec.build(), spec.optimizer(), batches[0])
    report.ready(intra=options.intra, inter=options.inter)
    loss = None
    for done in range(1, options.steps + 1):
        options.fail_if_reached(done)
        loss = step(*batches[(done - 1) % len(batches)])
        report.progress(done, options.steps, loss)
    return report.done(options.steps, loss)


def _training_step(model, optimizer, batch):
    """One step as a function of a batch to its loss; traced, run once, and what that changed put back."""
    loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer.build(model.trainable_variables)

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            loss = loss_of(y, model(x, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply(gradients, model.trainable_variables)
        return loss

    variables = [*model.variables, *optimizer.variables]
    before = [variable.numpy() for variable in variables]
    step(*batch)
    for variable, value in zip(variables, before, strict=True):
        variable.assign(value)
    return step
