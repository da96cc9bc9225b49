"""Entry: `python -m tfsched_runner --model NAME --steps N ...`, or this file as a script.

Exit: 0 all steps done, 1 a failure of the training, 2 a wrong command line, 3 asked to fail by --fail-at.
"""

import time

STARTED = time.monotonic()

import os  # noqa: E402  (start-up is counted from before the first import)
import sys  # noqa: E402

from tfsched_runner import options as command_line  # noqa: E402
from tfsched_runner import protocol, spin  # noqa: E402


def main(argv):
    """Run what `argv` asks for; return the exit code."""
    if "--help" in argv:
        print(command_line.USAGE)
        return 0
    try:
        options = command_line.parse(argv)
        train = None if options.model == "spin" else _training(options.model)
    except command_line.UsageError as error:
        print(f"tfsched_runner: {error}\n{command_line.USAGE}", file=sys.stderr)
        return 2
    _end_on_sigterm()
    report = protocol.Reporter(protocol.claim_stdout(), options, STARTED)
    try:
        figures = train(options, report) if train else spin.run(options, report)
    except command_line.FailedAtStepError as error:
        print(f"tfsched_runner: fails at step {error}, as asked", file=sys.stderr)
        return 3
    protocol.write_metrics(options.out, figures)
    return 0


def _training(model):
    from tfsched_runner.models import MODELS

    if model not in MODELS:
        raise command_line.UsageError(f"unknown model {model}: one of {', '.join(MODELS)}, spin")
    from tfsched_runner import train

    return train.run


def _end_on_sigterm():
    # The first process of a container has no default action for SIGTERM: it would be deaf to `docker stop`.
    # The module `signal` would import enum, a third of spin's start; the built-in one under it is enough.
    import _signal

    _signal.signal(_signal.SIGTERM, lambda *_: os._exit(143))


code = main(sys.argv[1:])
# All is written by now; taking TensorFlow down object by object would hold the cores for another half second.
sys.stdout.flush()
sys.stderr.flush()
os._exit(code)
