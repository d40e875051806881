"""Sources read in a process of their own: the same result, errors as sentences, and an end at any moment."""

import threading

import pytest

from editor.formats.importing.process import ReadingStopped, SourceProcess
from editor.formats.importing.source import read_source
from editor.formats.source.unreadable import UnreadableSource
from schemas import Theme
from tests.unit.formats.pdf_files import PdfFile

TEXT = b"MERICS Top 5\n\n1. A title\n\nAt a glance: Words.\n"


def test_one_process_reads_several_sources_as_this_one_does(theme: Theme) -> None:
    pdf = PdfFile()
    pdf.paragraph(["MERICS Top 5", "1. A title of an entry", "At a glance: Many words."], 72, 700, leading=30)
    process = SourceProcess()
    for data in (TEXT, pdf.data(), TEXT):
        assert process.read(data, theme) == read_source(data, theme)
    with pytest.raises(UnreadableSource, match="empty") as caught:
        process.read(b"", theme)
    assert caught.value.help
    assert process.read(TEXT, theme).issue.top5[0].title == "A title"
    process.close()


def test_a_crash_is_a_sentence_and_the_next_source_is_read(theme: Theme) -> None:
    process = SourceProcess()
    started = process._started()
    started.kill()
    started.wait()
    with pytest.raises(UnreadableSource, match="too much time or memory"):
        process.read(TEXT, theme)
    assert process.read(TEXT, theme) == read_source(TEXT, theme)
    process.close()


def read_without_end(process: SourceProcess, theme: Theme) -> None:
    while True:
        process.read(TEXT, theme)


def test_reading_can_be_stopped_at_any_moment(theme: Theme) -> None:
    process = SourceProcess()
    timer = threading.Timer(0.05, process.stop)
    timer.start()
    with pytest.raises(ReadingStopped):
        read_without_end(process, theme)
    timer.join()
    with pytest.raises(ReadingStopped):
        process.read(TEXT, theme)
    process.close()
