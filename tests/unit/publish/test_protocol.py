from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.contents import ContentsPages
from editor.publish import ExportNote
from editor.publish.protocol import (
    CancelPdf,
    Frames,
    LayingOut,
    Message,
    Order,
    PageNote,
    PdfFailed,
    PdfWritten,
    Prepare,
    Prepared,
    PreviewFonts,
    ProtocolError,
    Ready,
    Rendered,
    SectionPages,
    ShowEdits,
    ShowIssue,
    SkipSections,
    Start,
    Stopped,
    WritePdf,
    frame,
    read_message,
)

numbers = st.integers(0, 1 << 40)
texts = st.text(max_size=20)
names = st.lists(texts, max_size=4).map(tuple)
lengths = st.floats(-1e6, 1e6)
places = st.dictionaries(texts, st.tuples(lengths, lengths, lengths, lengths), max_size=3)
parts = st.dictionaries(
    texts, st.lists(st.tuples(lengths, lengths, lengths, lengths), max_size=2).map(tuple), max_size=3
)
notes = st.builds(PageNote, texts, texts, texts, st.booleans())
page_numbers = st.lists(numbers, max_size=3).map(tuple)
contents_pages = st.builds(ContentsPages, numbers, page_numbers, numbers, page_numbers)
export_notes = st.lists(st.builds(ExportNote, texts, texts), max_size=2).map(tuple)
messages: st.SearchStrategy[Message] = st.one_of(
    st.builds(Start, texts, texts, texts, st.binary()),
    st.builds(ShowIssue, numbers, texts, st.binary()),
    st.builds(ShowEdits, numbers, texts, st.binary()),
    st.builds(SkipSections, names),
    st.builds(Prepare, texts),
    st.builds(WritePdf, numbers, st.booleans(), st.booleans()),
    st.builds(CancelPdf, numbers),
    st.just(Ready()),
    st.builds(LayingOut, numbers, texts),
    st.builds(Prepared, texts),
    st.builds(PreviewFonts, numbers, st.binary()),
    st.builds(
        SectionPages,
        numbers,
        texts,
        numbers,
        st.tuples(lengths, lengths),
        st.lists(places, max_size=3).map(tuple),
        st.lists(parts, max_size=3).map(tuple),
        numbers,
        st.binary(),
    ),
    st.builds(Order, numbers, names),
    st.builds(
        Rendered, numbers, st.lists(numbers, max_size=3).map(tuple), numbers, st.lists(notes, max_size=2).map(tuple)
    ),
    st.builds(Stopped, texts, texts),
    st.builds(PdfWritten, numbers, st.binary(), export_notes, st.none() | contents_pages),
    st.builds(PdfFailed, numbers, texts, texts),
)


@given(st.lists(messages, max_size=5), st.integers(1, 40))
def test_messages_arrive_however_the_stream_is_split(sent: list[Message], step: int) -> None:
    stream = b"".join(map(frame, sent))
    frames = Frames()
    arrived = [
        message for start in range(0, len(stream), step) for message in frames.feed(stream[start : start + step])
    ]
    assert arrived == sent


@given(st.lists(messages, max_size=4))
def test_messages_are_read_one_by_one_to_the_end(sent: list[Message]) -> None:
    stream = io.BytesIO(b"".join(map(frame, sent)))
    assert [read_message(stream) for _ in sent] == sent
    assert read_message(stream) is None


@given(messages, st.data())
def test_an_incomplete_frame_is_the_end_of_the_stream(sent: Message, data: st.DataObject) -> None:
    whole = frame(sent)
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert read_message(io.BytesIO(whole[:cut])) is None


@pytest.mark.parametrize(
    "stream",
    [
        b"Traceback (most recent call last):\n",
        b"\0\0\0\2\0\0\0\0{}",
        b"\0\0\0\4\0\0\0\0null",
        b'\0\0\0\x13\0\0\0\0{"kind":"Nonsense"}',
        b'\0\0\0\x10\0\0\0\0{"kind":"Order"}',
        b"\0\0\0\3\0\0\0\0\xff{}",
    ],
)
def test_anything_else_in_the_stream_is_refused(stream: bytes) -> None:
    with pytest.raises(ProtocolError):
        list(Frames().feed(stream))
    with pytest.raises(ProtocolError):
        read_message(io.BytesIO(stream))
