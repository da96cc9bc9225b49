"""The command line of the runner.

Parsed by hand: importing argparse costs as much as all the rest of the start of `spin`.
"""

import os

USAGE = """usage: python -m tfsched_runner --model NAME --steps N [options]
  --model NAME       mnist_cnn, resnet20, lstm, resnet50, or spin (CPU work without TensorFlow)
  --steps N          training steps, exactly; without it, the environment's TFSCHED_STEPS
  --batch B          examples a step (default: the model's own)
  --intra N          threads of the intra-op pool; the threads of spin (default 1)
  --inter N          threads of the inter-op pool (default 1)
  --elastic          intra-op threads do not spin: the cpuset may change while it trains
  --seed N           of the weights and the data (default 0)
  --fail-at N        instead of finishing step N, exit with 3
spin only:
  --threads N        threads (default: --intra)
  --duty D           part of its time that a thread works, above 0 and at most 1 (default 1)
  --cpu-seconds S    CPU seconds of work in all, instead of --steps"""

FLAGS = {
    "model": str,
    "steps": int,
    "batch": int,
    "intra": int,
    "inter": int,
    "seed": int,
    "fail-at": int,
    "threads": int,
    "duty": float,
    "cpu-seconds": float,
}
SWITCHES = ("elastic",)
AT_LEAST_ONE = ("steps", "batch", "intra", "inter", "fail-at", "threads")


class UsageError(Exception):
    """The command line cannot be run; the text says what is wrong."""


class FailedAtStepError(Exception):
    """The step named by --fail-at was reached."""


class Options:
    """What one run of the runner is asked to do. `steps` is None only for spin with `cpu_seconds`."""

    __slots__ = (
        "batch",
        "cpu_seconds",
        "duty",
        "elastic",
        "fail_at",
        "inter",
        "intra",
        "model",
        "out",
        "seed",
        "steps",
        "threads",
    )

    def __init__(self, given, env):
        self.model = given.get("model")
        self.steps = given.get("steps")
        self.batch = given.get("batch")
        self.intra = given.get("intra", 1)
        self.inter = given.get("inter", 1)
        self.elastic = given.get("elastic", False)
        self.seed = given.get("seed", 0)
        self.fail_at = given.get("fail-at")
        self.threads = given.get("threads", self.intra)
        self.duty = given.get("duty", 1.0)
        self.cpu_seconds = given.get("cpu-seconds")
        self.out = env.get("TFSCHED_OUT")

    def fail_if_reached(self, step):
        """Raise FailedAtStepError when `step` is the one of --fail-at, or a later one."""
        if self.fail_at is not None and step >= self.fail_at:
            raise FailedAtStepError(self.fail_at)


def parse(argv, env=os.environ):
    """Turn the words after the program's name into Options; raise UsageError for what cannot be run."""
    given = _words(argv)
    if "steps" not in given and "cpu-seconds" not in given and env.get("TFSCHED_STEPS"):
        given["steps"] = _value("steps", env["TFSCHED_STEPS"])
    options = Options(given, env)
    if options.model is None:
        raise UsageError("--model is missing")
    if options.cpu_seconds is None:
        if options.steps is None:
            raise UsageError("--steps is missing, and TFSCHED_STEPS is not set")
    elif options.model != "spin":
        raise UsageError("--cpu-seconds is for --model spin only")
    elif options.steps is not None:
        raise UsageError("--steps and --cpu-seconds exclude each other")
    return options


def _words(argv):
    given = {}
    words = iter(argv)
    for word in words:
        name, equals, text = word.removeprefix("--").partition("=")
        if not word.startswith("--") or (name not in FLAGS and name not in SWITCHES):
            raise UsageError(f"unknown argument {word}")
        if name in given:
            raise UsageError(f"--{name} is given twice")
        if name in SWITCHES:
            if equals:
                raise UsageError(f"--{name} takes no value")
            given[name] = True
            continue
        if not equals:
            text = next(words, None)
            if text is None:
                raise UsageError(f"--{name} needs a value")
        given[name] = _value(name, text)
    return given


def _value(name, text):
    try:
        value = FLAGS[name](text)
    except ValueError:
        raise UsageError(f"--{name} must be a number, not {text!r}") from None
    if name in AT_LEAST_ONE and value < 1:
        raise UsageError(f"--{name} must be 1 or more, not {text}")
    if name == "duty" and not 0 < value <= 1:
        raise UsageError(f"--duty must be above 0 and at most 1, not {text}")
    if name == "cpu-seconds" and not 0 < value < float("inf"):
        raise UsageError(f"--cpu-seconds must be above 0, not {text}")
    return value
