"""What is built from the sources; so it runs where they are, not inside the image (conftest.py)."""

import subprocess
import sys

from conftest import SOURCES


def test_pip_installs_the_threads_package_from_the_repository(tmp_path):
    target = tmp_path / "packages"
    before = sorted(SOURCES.rglob("*"))
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", target, SOURCES], check=True
    )
    assert {path.name for path in target.glob("tfsched*")} == {
        "tfsched_threads",
        "tfsched_threads-0.1.0.dist-info",
    }
    assert {path.name for path in (target / "tfsched_threads").glob("*.py")} == {"__init__.py", "auto.py"}
    assert sorted(SOURCES.rglob("*")) == before
