"""Arrays made without a parser of C are the same arrays."""

from weasyprint.pdf import fonts

from editor.publish.weasyprint_internals import quick_arrays


def test_quick_arrays_are_the_arrays_that_were_asked_for() -> None:
    before = fonts.ffi
    with quick_arrays():
        quick = fonts.ffi.new("uint32_t[3]", [1, 2, 70_000])
        empty = fonts.ffi.new("unsigned int *", 100)
        room = fonts.ffi.new("uint32_t[5]")
    assert fonts.ffi is before
    assert (list(quick), empty[0], len(room)) == ([1, 2, 70_000], 100, 5)
