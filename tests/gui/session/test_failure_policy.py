"""What happens after crashes and timeouts of the page layout."""

import pytest

from editor.session.preview.failure_policy import MOST_IN_A_ROW, FailurePolicy
from schemas import Entry, Issue

TWO = "top5/e2"


def issue(second: str = "two") -> Issue:
    return Issue(top5=(Entry(id="e1", title="one"), Entry(id="e2", title=second)))


@pytest.fixture
def policy() -> FailurePolicy:
    return FailurePolicy()


def stop_three_times(policy: FailurePolicy, issue: Issue) -> None:
    for _ in range(MOST_IN_A_ROW):
        assert policy.crashed(TWO, issue)


def test_a_section_that_crashed_three_times_is_skipped_until_its_last_try(
    policy: FailurePolicy,
) -> None:
    stop_three_times(policy, issue())
    assert policy.skipped_sections(issue()) == (TWO,)
    assert [note.path for note in policy.notes(issue())] == [TWO]

    assert policy.succeeded((TWO,))
    assert policy.skipped_sections(issue()) == ()
    assert not policy.notes(issue())

    assert policy.crashed(TWO, issue()), "one crash is no reason to give up"
    assert policy.skipped_sections(issue()) == (TWO,)
    assert not policy.succeeded((TWO,)), "that was the last one"
    assert policy.skipped_sections(issue()) == (TWO,)
    (note,) = policy.notes(issue())
    assert note.message.startswith("Entry 2 stopped the page layout several times")


def test_a_section_that_passes_its_last_try_is_normal_again(policy: FailurePolicy) -> None:
    stop_three_times(policy, issue())
    policy.succeeded((TWO,))
    assert not policy.succeeded(())
    policy.crashed(TWO, issue())
    assert policy.skipped_sections(issue()) == ()


def test_pages_from_before_the_last_try_do_not_count(policy: FailurePolicy) -> None:
    stop_three_times(policy, issue())
    policy.succeeded((TWO,))
    assert not policy.succeeded((TWO,)), "it was still left out there"
    policy.crashed(TWO, issue())
    assert policy.skipped_sections(issue()) == (TWO,)


def test_another_crashing_section_does_not_use_up_the_last_try(policy: FailurePolicy) -> None:
    stop_three_times(policy, issue())
    policy.succeeded((TWO,))
    policy.crashed("top5/e1", issue())
    policy.crashed("", None)
    assert policy.skipped_sections(issue()) == ()
    policy.crashed(TWO, issue())
    assert policy.skipped_sections(issue()) == (TWO,)


def test_a_skipped_section_is_not_blamed_for_a_crash(
    policy: FailurePolicy,
) -> None:
    stop_three_times(policy, issue())
    policy.crashed(TWO, issue())
    assert policy.succeeded((TWO,)), "its last try is still to come"


def test_a_section_that_crashes_even_when_skipped_is_given_up(policy: FailurePolicy) -> None:
    stop_three_times(policy, issue())
    assert [policy.crashed(TWO, issue()) for _ in range(4)] == [True, True, True, False]


def test_a_section_that_times_out_even_when_skipped_is_given_up(policy: FailurePolicy) -> None:
    assert [policy.timed_out(TWO, issue(), 10) for _ in range(5)] == [True, True, True, True, False]


def test_a_section_that_times_out_has_no_last_try(policy: FailurePolicy) -> None:
    assert policy.timed_out(TWO, issue(), 10)
    assert not policy.succeeded((TWO,))
    assert policy.skipped_sections(issue()) == (TWO,)
    (note,) = policy.notes(issue())
    assert note.message.startswith("Entry 2 takes longer than 10 seconds to lay out")


def test_a_timeout_in_the_last_try_allows_no_other(policy: FailurePolicy) -> None:
    stop_three_times(policy, issue())
    policy.succeeded((TWO,))
    policy.timed_out(TWO, issue(), 10)
    assert not policy.succeeded((TWO,))
    assert policy.skipped_sections(issue()) == (TWO,)


def test_a_changed_section_is_tried_again(policy: FailurePolicy) -> None:
    stop_three_times(policy, issue())
    policy.succeeded((TWO,))
    policy.crashed(TWO, issue())
    assert policy.skipped_sections(issue("two, changed")) == ()
    stop_three_times(policy, issue("two, changed"))
    assert policy.succeeded((TWO,))


def test_reset_forgets_everything(policy: FailurePolicy) -> None:
    stop_three_times(policy, issue())
    policy.succeeded((TWO,))
    policy.crashed(TWO, issue())
    policy.reset()
    assert policy.skipped_sections(issue()) == ()
    stop_three_times(policy, issue())
    assert policy.succeeded((TWO,))


def test_four_unexplained_crashes_in_a_row_end_the_attempts(policy: FailurePolicy) -> None:
    assert [policy.crashed("", None) for _ in range(4)] == [True, True, True, False]
    policy.reset()
    assert policy.crashed("", None)
