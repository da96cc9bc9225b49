"""The pools of tfsched_threads; most of it runs where TensorFlow is: inside the image."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

needs_tensorflow = pytest.mark.skipif(
    find_spec("tensorflow") is None, reason="needs TensorFlow: run inside the image"
)
SOURCES = Path(__file__).resolve().parents[2] / "src" / "runner-image"

PRINT_POOLS = """
import tensorflow as tf
tf.constant(1) + 1
from tensorflow.python.eager import context
config = context.context().config
print(config.intra_op_parallelism_threads, config.inter_op_parallelism_threads,
      config.experimental.disable_thread_spinning)
"""


def python(program, **env):
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("TFSCHED_", "TF_NUM_"))
    }
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={**clean, **env}
    )
    return result.stdout.split()


@needs_tensorflow
@pytest.mark.parametrize("elastic", [False, True])
def test_the_pools_have_the_size_asked_for(elastic):
    program = f"import tfsched_threads\ntfsched_threads.configure(3, 2, {elastic})\n{PRINT_POOLS}"
    assert python(program) == ["3", "2", str(elastic)]


@needs_tensorflow
@pytest.mark.parametrize(("word", "elastic"), [("1", "True"), ("", "False")])
def test_one_import_takes_what_the_environment_says(word, elastic):
    env = {"TF_NUM_INTRAOP_THREADS": "4", "TF_NUM_INTEROP_THREADS": "2", "TFSCHED_ELASTIC": word}
    program = f"import tfsched_threads.auto\n{PRINT_POOLS}"
    assert python(program, TFSCHED_RUN="r", **env) == ["4", "2", elastic]


def test_it_does_nothing_outside_of_tfsched():
    path = os.pathsep.join(filter(None, [str(SOURCES), os.environ.get("PYTHONPATH")]))
    program = "import sys, tfsched_threads.auto\nprint('tensorflow' in sys.modules)"
    assert python(program, PYTHONPATH=path) == ["False"]
