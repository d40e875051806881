"""What follows when the page layout stops or takes too long."""

import pytest

from editor.session.preview.failure_policy import MOST_IN_A_ROW, FailurePolicy
from schemas import Entry, Issue

TWO = "top5/e2"


def issue(second: str = "two") -> Issue:
    return Issue(top5=(Entry(id="e1", title="one"), Entry(id="e2", title=second)))


@pytest.fixture
def setbacks() -> FailurePolicy:
    return FailurePolicy()


def stop_three_times(setbacks: FailurePolicy, issue: Issue) -> None:
    for _ in range(MOST_IN_A_ROW):
        assert setbacks.crashed(TWO, issue)


def test_a_section_that_stopped_it_three_times_is_left_out_and_has_one_last_try_when_the_others_are_there(
    setbacks: FailurePolicy,
) -> None:
    stop_three_times(setbacks, issue())
    assert setbacks.skipped_sections(issue()) == (TWO,)
    assert [note.path for note in setbacks.notes(issue())] == [TWO]

    assert setbacks.succeeded((TWO,))
    assert setbacks.skipped_sections(issue()) == ()
    assert not setbacks.notes(issue())

    assert setbacks.crashed(TWO, issue()), "one crash is no reason to give up"
    assert setbacks.skipped_sections(issue()) == (TWO,)
    assert not setbacks.succeeded((TWO,)), "that was the last one"
    assert setbacks.skipped_sections(issue()) == (TWO,)
    (note,) = setbacks.notes(issue())
    assert note.message.startswith("Entry 2 stopped the page layout several times")


def test_a_section_that_came_through_its_last_try_is_like_any_other(setbacks: FailurePolicy) -> None:
    stop_three_times(setbacks, issue())
    setbacks.succeeded((TWO,))
    assert not setbacks.succeeded(())
    setbacks.crashed(TWO, issue())
    assert setbacks.skipped_sections(issue()) == ()


def test_pages_of_before_the_last_try_do_not_count_for_it(setbacks: FailurePolicy) -> None:
    stop_three_times(setbacks, issue())
    setbacks.succeeded((TWO,))
    assert not setbacks.succeeded((TWO,)), "it was still left out there"
    setbacks.crashed(TWO, issue())
    assert setbacks.skipped_sections(issue()) == (TWO,)


def test_another_section_that_stops_it_does_not_take_the_last_try_away(setbacks: FailurePolicy) -> None:
    stop_three_times(setbacks, issue())
    setbacks.succeeded((TWO,))
    setbacks.crashed("top5/e1", issue())
    setbacks.crashed("", None)
    assert setbacks.skipped_sections(issue()) == ()
    setbacks.crashed(TWO, issue())
    assert setbacks.skipped_sections(issue()) == (TWO,)


def test_a_section_that_is_left_out_is_not_blamed_when_the_process_ends_while_it_is_passed_over(
    setbacks: FailurePolicy,
) -> None:
    stop_three_times(setbacks, issue())
    setbacks.crashed(TWO, issue())
    assert setbacks.succeeded((TWO,)), "its last try is still to come"


def test_one_that_stops_it_even_when_it_is_left_out_is_given_up(setbacks: FailurePolicy) -> None:
    stop_three_times(setbacks, issue())
    assert [setbacks.crashed(TWO, issue()) for _ in range(4)] == [True, True, True, False]


def test_one_that_takes_too_long_even_when_it_is_left_out_is_given_up(setbacks: FailurePolicy) -> None:
    assert [setbacks.timed_out(TWO, issue(), 10) for _ in range(5)] == [True, True, True, True, False]


def test_one_that_takes_too_long_has_no_last_try(setbacks: FailurePolicy) -> None:
    assert setbacks.timed_out(TWO, issue(), 10)
    assert not setbacks.succeeded((TWO,))
    assert setbacks.skipped_sections(issue()) == (TWO,)
    (note,) = setbacks.notes(issue())
    assert note.message.startswith("Entry 2 takes longer than 10 seconds to lay out")


def test_nor_has_one_that_takes_too_long_in_its_last_try_another_one(setbacks: FailurePolicy) -> None:
    stop_three_times(setbacks, issue())
    setbacks.succeeded((TWO,))
    setbacks.timed_out(TWO, issue(), 10)
    assert not setbacks.succeeded((TWO,))
    assert setbacks.skipped_sections(issue()) == (TWO,)


def test_what_changed_is_tried_like_anything_new(setbacks: FailurePolicy) -> None:
    stop_three_times(setbacks, issue())
    setbacks.succeeded((TWO,))
    setbacks.crashed(TWO, issue())
    assert setbacks.skipped_sections(issue("two, changed")) == ()
    stop_three_times(setbacks, issue("two, changed"))
    assert setbacks.succeeded((TWO,))


def test_trying_again_forgets_everything(setbacks: FailurePolicy) -> None:
    stop_three_times(setbacks, issue())
    setbacks.succeeded((TWO,))
    setbacks.crashed(TWO, issue())
    setbacks.reset()
    assert setbacks.skipped_sections(issue()) == ()
    stop_three_times(setbacks, issue())
    assert setbacks.succeeded((TWO,))


def test_four_ends_in_a_row_that_no_section_is_blamed_for_are_the_end(setbacks: FailurePolicy) -> None:
    assert [setbacks.crashed("", None) for _ in range(4)] == [True, True, True, False]
    setbacks.reset()
    assert setbacks.crashed("", None)
