import pytest
from tfsched_runner.options import FailedAtStepError, UsageError, parse


def test_reads_every_flag_in_both_spellings():
    options = parse("--model lstm --steps=7 --batch 8 --intra=2 --inter 3 --seed 4 --elastic".split(), {})
    assert (options.model, options.steps, options.batch) == ("lstm", 7, 8)
    assert (options.intra, options.inter, options.seed, options.elastic) == (2, 3, 4, True)


def test_defaults_are_one_thread_of_each_kind_and_no_elasticity():
    options = parse(["--model", "lstm", "--steps", "1"], {})
    assert (options.intra, options.inter, options.seed, options.elastic) == (1, 1, 0, False)
    assert options.batch is None


def test_spin_takes_its_threads_from_intra_unless_told():
    assert parse("--model spin --steps 1 --intra 3".split(), {}).threads == 3
    assert parse("--model spin --steps 1 --intra 3 --threads 2".split(), {}).threads == 2


def test_steps_come_from_the_environment_when_no_flag_says_them():
    env = {"TFSCHED_STEPS": "12"}
    assert parse(["--model", "lstm"], env).steps == 12
    assert parse(["--model", "lstm", "--steps", "3"], env).steps == 3
    spin = parse(["--model", "spin", "--cpu-seconds", "0.5"], env)
    assert (spin.steps, spin.cpu_seconds) == (None, 0.5)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("--steps 1", "--model is missing"),
        ("--model lstm", "--steps is missing"),
        ("--model lstm --steps", "--steps needs a value"),
        ("--model lstm --steps many", "--steps must be a number"),
        ("--model lstm --steps 0", "--steps must be 1 or more"),
        ("--model lstm --steps 1 --steps 2", "--steps is given twice"),
        ("--model lstm --steps 1 --elastic=yes", "--elastic takes no value"),
        ("--model lstm --steps 1 --colour red", "unknown argument --colour"),
        ("--model lstm --steps 1 model", "unknown argument model"),
        ("--model lstm --cpu-seconds 1", "for --model spin only"),
        ("--model spin --steps 1 --cpu-seconds 1", "exclude each other"),
        ("--model spin --cpu-seconds nan", "must be above 0"),
        ("--model spin --steps 1 --duty 0", "at most 1"),
        ("--model spin --steps 1 --duty 1.5", "at most 1"),
    ],
)
def test_says_what_is_wrong(words, wrong):
    with pytest.raises(UsageError, match=wrong):
        parse(words.split(), {})


def test_fails_at_the_step_named_and_at_none_before_it():
    options = parse("--model spin --steps 9 --fail-at 3".split(), {})
    options.fail_if_reached(2)
    with pytest.raises(FailedAtStepError):
        options.fail_if_reached(3)
