"""Where the runner is: in the sources on a developer's machine, on PYTHONPATH inside the image."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "src" / "runner-image"
if SOURCES.is_dir():
    sys.path.insert(0, str(SOURCES))

collect_ignore = [] if SOURCES.is_dir() else ["test_packaging.py"]


@pytest.fixture
def runner():
    """Runs `python -m tfsched_runner` with the words given; gives (exit code, events, stderr)."""

    def run(*words, **env):
        path = os.pathsep.join(filter(None, [str(SOURCES), os.environ.get("PYTHONPATH")]))
        clean = {name: value for name, value in os.environ.items() if not name.startswith("TFSCHED_")}
        result = subprocess.run(
            [sys.executable, "-m", "tfsched_runner", *map(str, words)],
            capture_output=True,
            text=True,
            check=False,
            env={**clean, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", **env},
        )
        return result.returncode, [json.loads(line) for line in result.stdout.splitlines()], result.stderr

    return run
