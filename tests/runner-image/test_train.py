"""Real trainings; these run where TensorFlow is, which is inside the image (tests/runner-image/run)."""

from importlib.util import find_spec

import pytest

pytestmark = pytest.mark.skipif(
    find_spec("tensorflow") is None, reason="needs TensorFlow: run inside the image"
)

STEPS = {"mnist_cnn": 40, "resnet20": 40, "lstm": 80, "resnet50": 60}


def losses(events):
    return [event["loss"] for event in events if event["event"] == "progress"]


@pytest.mark.parametrize("model", STEPS)
def test_trains_exactly_its_steps_and_learns(runner, model):
    steps = STEPS[model]
    code, events, stderr = runner("--model", model, "--steps", steps)
    assert code == 0, stderr
    ready, *progress, done = events
    assert (ready["event"], ready["model"]) == ("ready", model)
    assert (progress[-1]["step"], done["event"], done["steps"]) == (steps, "done", steps)
    assert done["loss"] == progress[-1]["loss"]
    assert min(losses(events)) < 0.7 * losses(events)[0]


def test_the_seed_and_not_the_kind_of_pool_decides_what_is_trained(runner):
    def loss(*words):
        return runner("--model", "mnist_cnn", "--steps", 3, "--batch", 4, *words)[1][-1]["loss"]

    five = loss("--seed", 5)
    assert loss("--seed", 5, "--elastic") == pytest.approx(five, rel=1e-3)
    assert loss("--seed", 6) != pytest.approx(five, rel=1e-3)


def test_fails_when_asked_to(runner):
    code, events, _ = runner("--model", "mnist_cnn", "--steps", 3, "--batch", 4, "--fail-at", 2)
    assert code == 3
    assert [event["event"] for event in events] == ["ready"]


def test_the_warm_up_leaves_no_trace():
    import keras
    import tensorflow as tf
    from tfsched_runner import models, train

    keras.utils.set_random_seed(1)
    spec = models.load("resnet20")
    x, y = spec.data(4, 1)[0]
    model, optimizer = spec.build(), spec.optimizer()
    optimizer.build(model.trainable_variables)
    before = [variable.numpy() for variable in (*model.variables, *optimizer.variables)]
    train._training_step(model, optimizer, (tf.constant(x), tf.constant(y)))
    after = [variable.numpy() for variable in (*model.variables, *optimizer.variables)]
    assert len(before) == len(after)
    assert all((a == b).all() for a, b in zip(before, after, strict=True))
