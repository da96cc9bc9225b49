"""A training of one's own: one import for its threads, and three lines of JSON that say how far it is."""

import json
import os
import time

import keras
import tensorflow as tf
import tfsched_threads.auto  # noqa: F401  (sets the thread pools, before TensorFlow runs anything)

STEPS = int(os.environ["TFSCHED_STEPS"])


def say(event, **more):
    print(json.dumps({"tfsched": 1, "event": event, "t": time.time(), **more}), flush=True)


class Progress(keras.callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        if (batch + 1) % 50 == 0:
            say("progress", step=batch + 1, steps=STEPS, loss=float(logs["loss"]))


layers = [keras.layers.Dense(256, activation="relu") for _ in range(3)]
model = keras.Sequential([*layers, keras.layers.Dense(10)])
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
x = tf.random.stateless_normal((64, 784), seed=(1, 2))
y = tf.random.stateless_uniform((64,), seed=(3, 4), maxval=10, dtype=tf.int32)
batches = tf.data.Dataset.from_tensors((x, y)).repeat()
model.fit(batches, steps_per_epoch=1, verbose=0)

say("ready")
model.fit(batches, steps_per_epoch=STEPS, verbose=0, callbacks=[Progress()])
say("done", steps=STEPS)
