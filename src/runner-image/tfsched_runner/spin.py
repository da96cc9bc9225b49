"""CPU work without TensorFlow, for tests and for teaching: it starts in milliseconds and is exact.

One step is STEP_US of CPU time, measured by the threads' own CPU clocks and shared out among the threads in
small chunks. The work is fixed, so twice the cores take half the time, whenever the cpuset changes.
"""

import time
import zlib

STEP_US = 10_000
"""CPU microseconds of one step, over all threads."""

CHUNK_US = 2_000
"""CPU microseconds that a thread takes from the common work at a time."""

# zlib lets go of the interpreter lock for buffers of more than a few KB: the threads run in parallel. This
# size takes some 20 us and stays in a core's cache.
_BUFFER = bytes(1 << 17)


class _Work:
    """The work that is left, shared by all threads."""

    def __init__(self, total_us, lock):
        self._left_us = total_us
        self._total_us = total_us
        self._lock = lock
        self._done_us = 0

    def take(self):
        """The next chunk in CPU microseconds; 0 when nothing is left."""
        with self._lock:
            chunk = min(CHUNK_US, self._left_us)
            self._left_us -= chunk
            return chunk

    def give(self, chunk):
        """Count a chunk as done; return the steps done so far."""
        with self._lock:
            self._done_us += chunk
            return min(self._done_us, self._total_us) // STEP_US

    def stop(self):
        """Leave the rest undone: the threads end after the chunk that each has in hand."""
        with self._lock:
            self._left_us = 0


def run(options, report):
    """Do the work of `options` and report it; return the figures of the done event."""
    from _thread import allocate_lock

    total_us = options.steps * STEP_US if options.steps else max(1, round(options.cpu_seconds * 1e6))
    steps = -(-total_us // STEP_US)
    work = _Work(total_us, allocate_lock())
    report.ready(intra=options.threads, inter=1)

    def on_step(step):
        if step < steps:
            options.fail_if_reached(step)
            report.progress(step, steps, None)

    others = _start_others(options.threads - 1, work, options.duty)
    try:
        _burn(work, options.duty, on_step)
    finally:
        work.stop()
        for thread in others:
            thread.join()
    options.fail_if_reached(steps)
    report.progress(steps, steps, None)
    return report.done(steps, None)


def _start_others(count, work, duty):
    if count == 0:
        return []
    from threading import Thread

    threads = [Thread(target=_burn, args=(work, duty, None)) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


def _burn(work, duty, on_step):
    """Take chunks until none is left. An overshoot of the CPU clock is taken off the next chunk."""
    clock = time.thread_time
    target = clock()
    rest_s = 0.0
    while chunk := work.take():
        target += chunk / 1e6
        while clock() < target:
            zlib.crc32(_BUFFER)
        step = work.give(chunk)
        if on_step:
            on_step(step)
        if duty < 1:
            rest_s += chunk / 1e6 * (1 - duty) / duty
            before = time.monotonic()
            time.sleep(max(0.0, rest_s))
            rest_s -= time.monotonic() - before
