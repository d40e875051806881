"""`newsdesk export`: export issues in one or more formats."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from editor.cli.inputs import Source, load, refuse_overwriting
from editor.cli.output import print_error, print_result
from editor.cli.status import DONE, WrongUsage
from editor.cli.writing import FileWriter, OutputWriter
from editor.document.contents import ContentsPages
from editor.files.errors import FileError
from editor.files.reading import read_bytes
from editor.formats.outgoing.errors import OutputError
from editor.formats.outgoing.written import OutputFile, Written
from editor.formats.output_job import OutputJob
from editor.formats.outputs import OUTPUTS

if TYPE_CHECKING:  # loads Jinja and what pages need, which Word and text do not
    from editor.cli.pdf_export import PdfExport
    from editor.formats.online.templates import OnlineTemplates
    from editor.publish.layout_process import LayoutProcess

PDF = "pdf"


def export(options: argparse.Namespace) -> int:
    """Export issues in the requested formats. Raises FileError, Refused and WrongUsage.

    Nothing is written before every output is complete.
    """
    formats: Sequence[str] = tuple(dict.fromkeys(options.to or (PDF,)))
    files: Sequence[Path] = options.files
    output = Path(options.output) if options.output is not None else None
    is_single = len(files) == 1 and len(formats) == 1 and not _joins(formats[0]) and not _is_folder(options.output)
    if output is not None and is_single:
        refuse_overwriting(files[0], output)
    if output is not None and not is_single and not _is_folder(options.output) and output.suffix in _suffixes():
        raise WrongUsage(
            f"{output} is the name of one file, but there will be several; name a folder: -o {output.stem}/"
        )
    if options.with_review and not any(name != PDF and OUTPUTS[name].holds_review for name in formats):
        raise WrongUsage("--with-review needs a format that can hold the review: --to docx")
    if options.attach_issue and (PDF not in formats or options.proof):
        raise WrongUsage("--attach-issue needs a PDF that is no proof: --to pdf")
    if options.line_numbers and (PDF not in formats or not options.proof):
        raise WrongUsage("--line-numbers needs a PDF that is a proof: --to pdf --proof")
    processes: Sequence[LayoutProcess] = getattr(options, "layout_processes", ())
    writer: OutputWriter = getattr(options, "writer", None) or FileWriter()
    sources: list[Source] = []
    for file in files:
        sources.append(Source(file, *load(file)))
        if len(sources) == 1 and processes:
            from editor.cli.pdf_export import prepare

            prepare(processes, sources[0].theme)
    pdfs = _begun(sources, options, processes) if PDF in formats else None
    # Loaded here, because the processes are at work meanwhile: 75 ms.
    from editor.cli.approvals import refuse_unapproved
    from editor.cli.findings import refuse_errors

    for source in sources:
        refuse_errors(source.issue, source.theme, proof=options.proof)
        refuse_unapproved(source.issue, source.file, proof=options.proof)
    written = list(_of_each_issue(sources, formats, options, pdfs))
    folder = output or Path()
    written += [_of_all_issues(sources, name, folder, proof=options.proof) for name in formats if _joins(name)]
    outputs = [file for one in written for file in one.files]
    if is_single and output is None and formats[0] != PDF and OUTPUTS[formats[0]].prints:
        print_result(outputs[0].data.decode())
    elif is_single and output is not None:
        writer.write(output, outputs[0].data)
    else:
        targets = _in_folder(sources, outputs, output)
        if output is not None:
            writer.make_folder(output)
        for target, made in targets:
            writer.write(target, made.data)
    for note in (note for one in written for note in one.notes):
        print_error(note.message, note.help)
    return DONE


def _begun(sources: Sequence[Source], options: argparse.Namespace, processes: Sequence[LayoutProcess]) -> PdfExport:
    from editor.cli.pdf_export import PdfExport, PdfOptions

    about = PdfOptions(options.proof, options.standard, options.attach_issue, options.line_numbers)
    pdfs = PdfExport(about, processes, getattr(options, "layouts", None))
    pdfs.begin(sources)
    return pdfs


def _is_folder(output: str | None) -> bool:
    """Whether the output can only be a folder: it is one, or ends with a slash."""
    return output is not None and (output.endswith(("/", os.sep)) or Path(output).is_dir())


def _suffixes() -> set[str]:
    """How the names of written files end."""
    names = [name for output in OUTPUTS.values() for name in (f".{output.suffix}", *output.own_names)]
    return {".pdf", *(Path(name).suffix or name for name in names)}


def _joins(name: str) -> bool:
    return name != PDF and OUTPUTS[name].joins_issues


def _of_each_issue(
    sources: Sequence[Source], formats: Sequence[str], options: argparse.Namespace, pdfs: PdfExport | None
) -> Iterator[Written]:
    if pdfs is None:
        for source in sources:
            yield from _of_one_issue(source, formats, options, None)
        return
    for source, (pdf, pages) in zip(sources, pdfs.outputs(sources), strict=True):
        yield pdf
        yield from _of_one_issue(source, formats, options, pages)


def _of_one_issue(
    source: Source, formats: Sequence[str], options: argparse.Namespace, pages: ContentsPages | None
) -> Iterator[Written]:
    """All but the PDF. `pages` are its page numbers, if there is one."""
    templates = _templates(source, formats)
    for name in formats:
        if name != PDF and not _joins(name):
            job = OutputJob(
                (source.issue,),
                source.theme,
                options.proof,
                pages,
                templates,
                options.heading_level,
                with_review=options.with_review,
            )
            yield _made(name, job, source.file)


def _templates(source: Source, formats: Sequence[str]) -> OnlineTemplates | None:
    """The online templates of a source's theme, if a format uses them: compiled once for all formats."""
    if not any(name != PDF and OUTPUTS[name].uses_templates for name in formats):
        return None
    from editor.formats.online.templates import OnlineTemplates

    return OnlineTemplates(source.theme)


def _of_all_issues(sources: Sequence[Source], name: str, folder: Path, *, proof: bool) -> Written:
    """One output of all issues. It continues the one in the folder, unless it is a proof."""
    if len({source.issue.theme for source in sources}) > 1:
        raise WrongUsage(f"{name} combines issues of one theme; export the issues of each theme separately")
    earlier = folder / OUTPUTS[name].continues
    job = OutputJob(
        tuple(source.issue for source in sources),
        sources[0].theme,
        proof=proof,
        earlier_feed=read_bytes(earlier) if earlier.is_file() and not proof else b"",
    )
    return _made(name, job, sources[0].file)


def _made(name: str, job: OutputJob, file: Path) -> Written:
    try:
        return OUTPUTS[name].write(job)
    except OutputError as error:
        raise FileError(f"{file} could not be exported: {error.message}", error.help) from error


def _in_folder(
    sources: Sequence[Source], files: Sequence[OutputFile], folder: Path | None
) -> list[tuple[Path, OutputFile]]:
    """Default names in a folder."""
    targets = [(Path(file.name) if folder is None else folder / file.name, file) for file in files]
    names = [file.name for file in files]
    for name in names:
        if names.count(name) > 1:
            raise WrongUsage(f"two outputs have the same name, {name}; export the issues one by one with -o")
    for target, _ in targets:
        for source in sources:
            refuse_overwriting(source.file, target)
    return targets
