"""spin as a program. CPU time is by the threads' own clocks, and wall time has lower bounds only."""

import json

import pytest


@pytest.mark.parametrize("threads", [1, 3])
def test_does_its_steps_and_uses_the_cpu_time_that_they_are(runner, threads):
    code, events, _ = runner("--model", "spin", "--steps", 30, "--threads", threads)
    ready, *progress, done = events
    assert code == 0
    assert (ready["event"], ready["model"], ready["intra"]) == ("ready", "spin", threads)
    assert [event["event"] for event in progress] == ["progress"] * len(progress)
    assert (progress[-1]["step"], progress[-1]["steps"]) == (30, 30)
    assert (done["event"], done["steps"], done["loss"]) == ("done", 30, None)
    assert 0.3 <= done["cpu_seconds"] < 0.4


def test_steps_only_grow(runner):
    _, events, _ = runner("--model", "spin", "--steps", 60, "--threads", 2)
    steps = [event["step"] for event in events if event["event"] == "progress"]
    assert steps == sorted(set(steps))


def test_cpu_seconds_are_exact(runner):
    code, events, _ = runner("--model", "spin", "--cpu-seconds", 0.055)
    assert code == 0
    assert events[-1]["steps"] == 6
    assert 0.055 <= events[-1]["cpu_seconds"] < 0.085


def test_a_duty_cycle_takes_longer_for_the_same_work(runner):
    _, events, _ = runner("--model", "spin", "--steps", 10, "--duty", 0.25)
    done = events[-1]
    assert done["train_seconds"] > 3 * 0.1
    assert 0.1 <= done["cpu_seconds"] < 0.2


@pytest.mark.parametrize("threads", [1, 2])
def test_fails_when_asked_to(runner, threads):
    code, events, stderr = runner("--model", "spin", "--steps", 10, "--threads", threads, "--fail-at", 10)
    assert code == 3
    assert "fails at step 10" in stderr
    assert all(event["event"] != "done" for event in events)
    assert all(event.get("step", 0) < 10 for event in events)


def test_a_wrong_command_line_is_2_and_says_why(runner):
    code, events, stderr = runner("--model", "resnet19", "--steps", 1)
    assert (code, events) == (2, [])
    assert "unknown model resnet19: one of mnist_cnn" in stderr
    assert runner("--model", "spin")[0] == 2


def test_takes_steps_from_the_environment_and_leaves_metrics(runner, tmp_path):
    code, events, _ = runner("--model", "spin", TFSCHED_STEPS="2", TFSCHED_OUT=str(tmp_path))
    assert code == 0
    metrics = json.loads((tmp_path / "metrics.json").read_text())
    assert (metrics["model"], metrics["steps"]) == ("spin", 2)
    assert metrics["cpu_seconds"] == events[-1]["cpu_seconds"]
