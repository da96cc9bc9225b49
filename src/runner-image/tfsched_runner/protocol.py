"""The lines that the runner writes: one JSON object a line, as docs/runner-protocol.md says.

Encoded by hand for the sake of a quick start; strings are names from this package and need no escapes.
"""

import os
import time

PROGRESS_S = 0.25
"""Least time between two progress lines, in seconds; the last step is always reported."""


def claim_stdout():
    """Keep stdout for the protocol, send what anything else prints there to stderr; return the descriptor."""
    descriptor = os.dup(1)
    os.dup2(2, 1)
    return descriptor


class Reporter:
    """Writes the events of one run to a file descriptor, in the order ready, progress..., done.

    `t` in a line is Unix time; spans are taken from `monotonic`, which `started` is a reading of. Both go on
    while the container is paused.
    """

    def __init__(self, descriptor, options, started, monotonic=time.monotonic):
        self._descriptor = descriptor
        self._options = options
        self._started = started
        self._monotonic = monotonic
        self._next_progress = 0.0
        self._ready_at = 0.0
        self._startup = 0.0
        self._cpu_at_ready = 0.0

    def ready(self, intra, inter):
        """The model is built and traced, and the next thing is the first step."""
        self._ready_at = now = self._monotonic()
        self._startup = now - self._started
        self._cpu_at_ready = time.process_time()
        self._next_progress = now + PROGRESS_S
        self._write(
            event="ready",
            startup=self._startup,
            model=self._options.model,
            intra=intra,
            inter=inter,
        )

    def progress(self, step, steps, loss):
        """Say that `step` steps are done, unless the last line is too fresh and this is not the last step."""
        now = self._monotonic()
        if now < self._next_progress and step < steps:
            return
        self._next_progress = now + PROGRESS_S
        self._write(event="progress", step=step, steps=steps, loss=_number(loss))

    def done(self, steps, loss):
        """The last step is done; return what was reported, for `write_metrics`."""
        now = self._monotonic()
        figures = {
            "steps": steps,
            "loss": _number(loss),
            "train_seconds": now - self._ready_at,
            "cpu_seconds": time.process_time() - self._cpu_at_ready,
        }
        self._write(event="done", **figures)
        return {"model": self._options.model, "startup": self._startup, **figures}

    def _write(self, event, **fields):
        os.write(
            self._descriptor,
            (encode({"tfsched": 1, "event": event, "t": time.time(), **fields}) + "\n").encode(),
        )


def _number(loss):
    # Only here does a tensor become a number: for a step without a line it is never waited for.
    return None if loss is None else float(loss)


def encode(fields):
    """One JSON object; a float that is no number becomes null, as JSON has no word for it."""
    return "{" + ",".join(f'"{name}":{_value(value)}' for name, value in fields.items()) + "}"


def _value(value):
    if value is None:
        return "null"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, float):
        return repr(round(value, 6)) if abs(value) < float("inf") else "null"
    return repr(value)


def write_metrics(folder, metrics):
    """Leave the final figures in FOLDER/metrics.json; a folder that is missing or read-only is no failure."""
    if not folder:
        return
    try:
        with open(os.path.join(folder, "metrics.json"), "w", encoding="utf-8") as file:
            file.write(encode(metrics) + "\n")
    except OSError as error:
        os.write(2, f"tfsched_runner: no metrics.json: {error}\n".encode())
