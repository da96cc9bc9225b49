"""The lines that the runner writes: one JSON object a line, as docs/runner-protocol.md says.

Encoded by hand for the sake of a quick start; strings are names from this package and need no escapes.
"""

import os
import time

PROGRESS_S = 0.25
"""Least time between two progress lines, in seconds; the last step is always reported."""


def claim_stdout():
    """Keep stdout for the protocol and send what anything else prints there to stderr; return the descriptor."""
    descriptor = os.dup(1)
    os.dup2(2, 1)
    return descriptor


class Reporter:
    """Writes the events of one run to a file descriptor, in the order ready, progress..., done."""

    def __init__(self, descriptor, options, started, clock=time.time):
        self._descriptor = descriptor
        self._options = options
        self._started = started
        self._clock = clock
        self._next_progress = 0.0
        self._ready_at = 0.0
        self._startup = 0.0
        self._cpu_at_ready = 0.0

    def ready(self, intra, inter):
        """The model is built and traced, and the next thing is the first step."""
        self._ready_at = now = self._clock()
        self._startup = now - self._started
        self._cpu_at_ready = time.process_time()
        self._next_progress = now + PROGRESS_S
        self._write(
            event="ready",
            t=now,
            startup=self._startup,
            model=self._options.model,
            intra=intra,
            inter=inter,
        )

    def progress(self, step, steps, loss):
        """Say that `step` steps are done, unless the last line is too fresh; `loss` is called only for a line."""
        now = self._clock()
        if now < self._next_progress and step < steps:
            return
        self._next_progress = now + PROGRESS_S
        self._write(event="progress", t=now, step=step, steps=steps, loss=loss())

    def done(self, steps, loss):
        """The last step is done; return what was reported, for `write_metrics`."""
        now = self._clock()
        figures = {
            "steps": steps,
            "loss": loss,
            "train_seconds": now - self._ready_at,
            "cpu_seconds": time.process_time() - self._cpu_at_ready,
        }
        self._write(event="done", t=now, **figures)
        return {"model": self._options.model, "startup": self._startup, **figures}

    def _write(self, **fields):
        os.write(self._descriptor, (encode({"tfsched": 1, **fields}) + "\n").encode())


def encode(fields):
    """One JSON object; a float that is no number becomes null, as JSON has no word for it."""
    return "{" + ",".join(f'"{name}":{_value(value)}' for name, value in fields.items()) + "}"


def _value(value):
    if value is None or value != value or value in (float("inf"), float("-inf")):
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(round(value, 6))
    return f'"{value}"' if isinstance(value, str) else repr(value)


def write_metrics(folder, metrics):
    """Leave the final figures in FOLDER/metrics.json; a folder that is missing or read-only is no failure."""
    if not folder:
        return
    try:
        with open(os.path.join(folder, "metrics.json"), "w", encoding="utf-8") as file:
            file.write(encode(metrics) + "\n")
    except OSError as error:
        os.write(2, f"tfsched_runner: no metrics.json: {error}\n".encode())
