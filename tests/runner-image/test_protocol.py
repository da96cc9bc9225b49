import json
import os

import pytest
from tfsched_runner import protocol
from tfsched_runner.options import parse


@pytest.fixture
def pipe():
    """A reporter whose clock the test sets, and a function that gives the events written so far."""
    reader, writer = os.pipe()
    now = [100.0]
    options = parse("--model lstm --steps 9".split(), {})
    report = protocol.Reporter(writer, options, started=98.5, monotonic=lambda: now[0])

    def events():
        os.set_blocking(reader, False)
        try:
            return [json.loads(line) for line in os.read(reader, 1 << 16).splitlines()]
        except BlockingIOError:
            return []

    yield report, now, events
    os.close(reader)
    os.close(writer)


def test_ready_tells_the_start_up_time_and_the_pools(pipe):
    report, _, events = pipe
    report.ready(intra=2, inter=1)
    [ready] = events()
    assert ready.pop("t") > 1e9
    assert ready == {"tfsched": 1, "event": "ready", "startup": 1.5, "model": "lstm", "intra": 2, "inter": 1}


def test_progress_is_held_back_until_its_time_but_not_at_the_last_step(pipe):
    report, now, events = pipe
    report.ready(1, 1)
    report.progress(1, 9, 0.5)
    now[0] += protocol.PROGRESS_S
    report.progress(2, 9, 0.5)
    report.progress(3, 9, 0.5)
    report.progress(9, 9, 0.25)
    steps = [(event["step"], event["loss"]) for event in events() if event["event"] == "progress"]
    assert steps == [(2, 0.5), (9, 0.25)]


def test_done_measures_from_ready(pipe):
    report, now, events = pipe
    report.ready(1, 1)
    now[0] += 4
    figures = report.done(9, 0.125)
    done = events()[-1]
    assert (done["event"], done["steps"], done["loss"], done["train_seconds"]) == ("done", 9, 0.125, 4.0)
    assert figures["startup"] == 1.5
    assert figures["model"] == "lstm"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), None])
def test_what_is_no_number_becomes_null(value):
    assert protocol.encode({"loss": value}) == '{"loss":null}'


def test_encodes_what_json_reads_back():
    fields = {"name": "a_b", "count": 3, "small": 6.5e-05, "time": 1795502426.408432}
    assert json.loads(protocol.encode(fields)) == fields


def test_metrics_go_to_the_folder_and_a_missing_folder_is_no_failure(tmp_path, capfd):
    protocol.write_metrics(str(tmp_path), {"steps": 3})
    assert json.loads((tmp_path / "metrics.json").read_text()) == {"steps": 3}
    protocol.write_metrics(str(tmp_path / "none"), {"steps": 3})
    protocol.write_metrics(None, {"steps": 3})
    assert "no metrics.json" in capfd.readouterr().err
