"""The PDFs of an export: laid out in other processes where there are some, otherwise in this one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING

from editor.cli.inputs import Source
from editor.cli.output import print_message
from editor.document.contents import ContentsPages
from editor.document.installed_theme import InstalledTheme
from editor.document.text.phrasing import counted
from editor.files.errors import FileError
from editor.formats.outgoing.written import OutputFile, OutputNote, Written
from editor.publish import PublishError
from editor.publish.layout_process import LayoutProcess, LayoutProcessEnded
from schemas.theme import PdfStandard

if TYPE_CHECKING:
    from editor.publish.publication import ThemeLayouts

PdfOutput = tuple[Written, ContentsPages]
"""A PDF, and the page numbers of its contents."""

_TEMPORARY = "Free some space for temporary files, or name another folder for them in the variable TMPDIR."


@dataclass(frozen=True)
class PdfOptions:
    """What the PDFs of one call have in common."""

    proof: bool
    standard: PdfStandard | None
    attach_issue: bool
    line_numbers: bool = False


class PdfExport:
    """Makes the PDFs of several issues; as many at a time as there are processes."""

    def __init__(
        self, options: PdfOptions, processes: Sequence[LayoutProcess] = (), layouts: ThemeLayouts | None = None
    ) -> None:
        from editor.publish.publication import ThemeLayouts  # loads the templates, which Word and text do not need

        self._options = options
        self._here = layouts or ThemeLayouts()
        self._one_at_a_time = Lock()
        self._processes: SimpleQueue[ThemeLayouts] = SimpleQueue()
        self._layouts = [ThemeLayouts(process) for process in processes]
        for layouts in self._layouts:
            self._processes.put(layouts)
        self._at_a_time = max(1, len(processes))

    def begin(self, sources: Sequence[Source]) -> None:
        """Have the processes start with the first issues. What goes wrong is reported when their files are made."""
        for source, layouts in zip(sources, self._layouts, strict=False):
            with suppress(LayoutProcessEnded, PublishError):
                layouts.of(source.theme).begin(source.issue, proof=self._options.proof)

    def outputs(self, sources: Sequence[Source]) -> Iterator[PdfOutput]:
        """The PDF of each source, in order. Raises FileError for the first that cannot be made."""
        if min(self._at_a_time, len(sources)) < 2:
            yield from map(self._output, sources)
            return
        from concurrent.futures import ThreadPoolExecutor  # 8 ms that a single issue need not wait for

        with ThreadPoolExecutor(self._at_a_time) as pool:
            results = [pool.submit(self._output, source) for source in sources]
            try:
                for result in results:
                    yield result.result()
            finally:
                pool.shutdown(cancel_futures=True)

    def _output(self, source: Source) -> PdfOutput:
        print_message("Laying out pages…")
        with _layout_errors(source.file):
            if self._processes.empty() or self._options.line_numbers:  # processes do not tell where lines are
                return self._made_here(source)
            layouts = self._processes.get()
            try:
                made = self._made(source, layouts)
            except LayoutProcessEnded:  # it is not put back
                return self._made_here(source)
            except BaseException:
                self._processes.put(layouts)
                raise
            self._processes.put(layouts)
            return made

    def _made_here(self, source: Source) -> PdfOutput:
        with self._one_at_a_time:  # the layout memory works in one thread
            return self._made(source, self._here)

    def _made(self, source: Source, layouts: ThemeLayouts) -> PdfOutput:
        from editor.publish.publication import publish

        options = self._options
        publication = publish(
            source.issue,
            source.theme,
            proof=options.proof,
            layouts=layouts,
            with_line_numbers=options.line_numbers,
        )
        print_message(f"Writing {counted(publication.page_count, 'page')}…")
        made = publication.write(options.standard, attach_issue=options.attach_issue)
        name = source.theme.declared.pdf_name(source.issue.date, "proof" if options.proof else "")
        notes = tuple(OutputNote(note.message, note.help) for note in made.notes)
        return Written((OutputFile(name, made.data),), notes), publication.pages


def prepare(processes: Sequence[LayoutProcess], theme: InstalledTheme) -> None:
    """Have the processes read a theme. What goes wrong is reported when they are used."""
    for process in processes:
        with suppress(LayoutProcessEnded, PublishError):
            process.use(theme)


@contextmanager
def _layout_errors(file: Path) -> Iterator[None]:
    try:
        yield
    except PublishError as error:
        raise FileError(f"{file} could not be exported: {error.message}", error.help) from error
    except OSError as error:
        raise FileError(f"{file} could not be exported: {error.strerror or error}.", _TEMPORARY) from error
