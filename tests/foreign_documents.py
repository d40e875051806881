"""Documents of other programs, read by the import and by a reader that shares nothing with it: is a character lost?

    python -m tests.foreign_documents FOLDER... [--details FILE]

Word and OpenDocument files are compared with all the text in their XML, PDFs with Poppler's `pdftotext`, mail with
the parts that Python's older parser decodes, web pages with lxml's text. A character counts as lost if the other reader
has it more often than issue and notes together. Spaces do not count, nor what Unicode's compatibility forms tell apart.

Prints a table by format and by the program that made the documents. The files are not part of the project: see
docs/importing.md for where some can be had.
"""

from __future__ import annotations

import argparse
import datetime as dt
import email
import io
import json
import re
import subprocess
import time
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]  # comes with pikepdf

from editor.document.written_dates import DateReader
from editor.files.themes import read_theme
from editor.formats.importing.kinds import SourceKind, kind_of
from editor.formats.importing.process import SourceProcess
from editor.formats.importing.source import ImportedSource
from editor.formats.source.unreadable import UnreadableSource
from tests.properties.source_words import texts_of

THEME = read_theme("merics")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
WORD_PARTS = re.compile(r"word/(document[0-9]*|header[0-9]*|footer[0-9]*|footnotes|endnotes)\.xml")
UNSEEN_IN_WORD = frozenset({"del", "moveFrom", "Fallback", "delText", "instrText", "rPrChange", "pPrChange"})
UNSEEN_IN_ODT = frozenset(
    {"tracked-changes", "annotation", "forms", "scripts", "script", "index-title-template", "desc", "title"}
)
MARKS = frozenset("•◦▪·")
"""Marks of lists, which become lists."""
UNSEEN_IN_HTML = frozenset({"script", "style", "template", "noscript", "head", "title", "noframes", "object", "iframe"})
MOST_SHOWN = 12
LABELS = frozenset(word.casefold() for word in THEME.words.model_dump().values() if isinstance(word, str))
"""The newsletter's fixed wording, which becomes structure where it stands alone on a line."""
DATES = DateReader(THEME.words)


@dataclass
class Outcome:
    """What became of one document. `lost` are characters, most frequent first."""

    file: str
    kind: str
    made_by: str = ""
    refused: str = ""
    visible: int = 0
    lost: int = 0
    characters: str = ""
    words: list[str] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


def main() -> None:
    """Read all files of the folders and print what was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--details", type=Path, help="a file for one line of JSON for each document")
    options = parser.parse_args()
    outcomes = []
    process = SourceProcess()
    for file in sorted(inner for folder in options.folders for inner in folder.rglob("*") if wanted(inner)):
        outcome = compared(file, process)
        if outcome is not None:
            outcomes.append(outcome)
            if options.details:
                with options.details.open("a", encoding="utf-8") as details:
                    details.write(json.dumps(asdict(outcome), ensure_ascii=False) + "\n")
    process.close()
    for kind, of_kind in by(outcomes, lambda each: each.kind).items():
        print(f"\n{kind}: {table_line(of_kind)}")
        for maker, made in sorted(by(of_kind, lambda each: each.made_by).items(), key=lambda pair: -len(pair[1])):
            print(f"  {maker or 'not named'}: {table_line(made)}")


def by(outcomes: Iterable[Outcome], key: Any) -> dict[str, list[Outcome]]:
    """The outcomes in groups."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        groups[key(each)].append(each)
    return groups


def table_line(outcomes: list[Outcome]) -> str:
    """How many were read and refused, and what was lost."""
    read = [each for each in outcomes if not each.refused]
    whole = [each for each in read if not each.lost]
    visible, lost = sum(each.visible for each in read), sum(each.lost for each in read)
    return (
        f"{len(outcomes)} documents, {len(outcomes) - len(read)} refused, {len(whole)} of {len(read)} without a loss, "
        f"{lost:,} of {visible:,} characters lost"
    )


def compared(file: Path, process: SourceProcess) -> Outcome | None:
    """The outcome for a document; None for files of no kind that is read."""
    data = file.read_bytes()
    try:
        kind = kind_of(data)
    except UnreadableSource as refusal:
        return Outcome(str(file), "no kind that is read", refused=refusal.message)
    if kind in (SourceKind.TEXT, SourceKind.ISSUE):
        return None
    outcome = Outcome(str(file), kind.value)
    start = time.monotonic()
    try:
        read = process.read(data, THEME)
    except UnreadableSource as refusal:
        outcome.refused = refusal.message
        return outcome
    outcome.seconds = round(time.monotonic() - start, 2)
    try:
        text, outcome.made_by = OTHERS[kind](data, file)
    except Exception as error:
        outcome.made_by = f"unreadable for the other reader ({type(error).__name__})"
        return outcome
    outcome.notes = dict(Counter(note.message.split(":")[0].split("“")[0][:60] for note in read.notes))
    weigh(outcome, without_structure(text, set(days_of(read.issue.model_dump()))), "\n".join(told(read)))
    return outcome


def wanted(file: Path) -> bool:
    return file.is_file() and file.suffix.lower() in (
        ".docx",
        ".odt",
        ".pdf",
        ".eml",
        ".html",
        ".htm",
        ".mht",
        ".mhtml",
    )


def told(read: ImportedSource) -> Iterator[str]:
    """All that the import tells: the issue, its notes, its comments."""
    yield from texts_of(read.issue.model_dump())
    for note in read.notes:
        yield note.text or note.message
    if read.document is not None:
        yield read.document.title


def days_of(value: Any) -> Iterator[dt.date]:
    """All dates in a dumped issue."""
    if isinstance(value, dt.date):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from days_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from days_of(inner)


def without_structure(text: str, days: set[dt.date]) -> str:
    """The lines that are neither fixed wording nor one of the dates that the issue has."""
    return "\n".join(line for line in text.split("\n") if not is_structure(line.strip(), days))


def is_structure(line: str, days: set[dt.date]) -> bool:
    if line.rstrip(" :").casefold() in LABELS or line.casefold() == "table of contents":
        return True
    written = DATES.whole(line) if len(line) < 40 else None
    return bool(written and written.year and written.in_year(written.year) in days)


def weigh(outcome: Outcome, visible: str, found: str) -> None:
    """Count what is in `visible` and not in `found`."""
    wanted_characters, have = Counter(folded(visible)), Counter(folded(found))
    missing = wanted_characters - have
    outcome.visible = wanted_characters.total()
    outcome.lost = missing.total()
    outcome.characters = "".join(character for character, _ in missing.most_common(40))
    if outcome.lost:
        gone = Counter(folded(word) for word in visible.split()) - Counter(folded(word) for word in found.split())
        whole = folded(found)
        outcome.words = [word for word in gone if word and word not in whole][:MOST_SHOWN]


def folded(text: str) -> str:
    """Without spaces and invisible characters, in compatibility form."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if not character.isspace()
        and character not in MARKS
        and unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cn", "Cs")
    )


def word_text(data: bytes, _: Path) -> tuple[str, str]:
    """All text of body, notes, headers and footers that is neither deleted nor hidden, and the program's name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [etree.fromstring(archive.read(name)) for name in archive.namelist() if WORD_PARTS.fullmatch(name)]
        maker = maker_of(archive, "docProps/app.xml", ("Application", "AppVersion"))
    # Sections repeat their headers and footers: each is told once.
    return "\n".join(dict.fromkeys("".join(visible_runs(part)) for part in parts)), maker


def visible_runs(element: Any) -> Iterator[str]:
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    if not name or name in UNSEEN_IN_WORD or (name == "r" and is_hidden(element)):
        return
    if name == "t" and element.tag in (f"{W}t", f"{STRICT}t"):
        yield element.text or ""
    if name in ("p", "tab", "br"):
        yield "\n"
    for inner in element:
        yield from visible_runs(inner)


def is_hidden(run: Any) -> bool:
    for prefix in (W, STRICT):
        mark = run.find(f"{prefix}rPr/{prefix}vanish")
        if mark is not None and mark.get(f"{prefix}val") not in ("0", "false", "off"):
            return True
    return False


def odt_text(data: bytes, _: Path) -> tuple[str, str]:
    """All text of the body, and of headers and footers, and the program's name."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("content.xml"))
        found += body.xpath("//*[local-name()='body']")
        if "styles.xml" in archive.namelist():
            styles = etree.fromstring(archive.read("styles.xml"))
            found += styles.xpath("//*[local-name()='master-page']/*[contains(local-name(), 'er')]")  # header, footer
        maker = maker_of(archive, "meta.xml", ("generator",))
    return "\n".join(dict.fromkeys("\n".join(visible_nodes(part, UNSEEN_IN_ODT)) for part in found)), maker


def visible_nodes(element: Any, unseen: frozenset[str]) -> Iterator[str]:
    """The text nodes below an element, without those of some elements."""
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    is_hidden = "display:none" in element.get("style", "").replace(" ", "") if name else True
    if not is_hidden and name not in unseen and not name.endswith("-entry-template"):
        yield element.text or ""
        for inner in element:
            yield from visible_nodes(inner, unseen)
            yield inner.tail or ""


def maker_of(archive: zipfile.ZipFile, part: str, names: tuple[str, ...]) -> str:
    if part not in archive.namelist():
        return ""
    root = etree.fromstring(archive.read(part))
    values = [str(value) for name in names for value in root.xpath(f"//*[local-name()='{name}']/text()")]
    return short_maker(" ".join(values))


def short_maker(name: str) -> str:
    """The program without its build: `LibreOffice/7.4.2.3$Linux_X86_64 ...` is LibreOffice 7."""
    words = re.split(r"[0-9$/(]", name.strip()[:80])[0].strip(" -:v")
    version = re.search(r"[0-9]+", name)
    return f"{words} {version[0]}" if words and version else words or name.strip()[:40]


def pdf_text(data: bytes, file: Path) -> tuple[str, str]:
    """What Poppler finds, and the producer."""
    run = subprocess.run(["pdftotext", "-q", str(file), "-"], capture_output=True, timeout=60, check=True)
    info = subprocess.run(["pdfinfo", str(file)], capture_output=True, timeout=60, check=False)
    facts = dict(line.split(":", 1) for line in info.stdout.decode(errors="replace").split("\n") if ":" in line)
    tagged = "tagged" if facts.get("Tagged", "").strip() == "yes" else "untagged"
    return run.stdout.decode(errors="replace"), f"{short_maker(facts.get('Producer', ''))}, {tagged}"


def mail_text(data: bytes, _: Path) -> tuple[str, str]:
    """The first HTML part, or else the text parts, decoded by Python's compatibility parser."""
    message = email.message_from_bytes(data)
    maker = str(message["X-Mailer"] or message["User-Agent"] or message["Snapshot-Content-Location"] or "")
    texts: dict[str, list[str]] = {"text/html": [], "text/plain": []}
    for part in message.walk():
        kind = part.get_content_type()
        if kind in texts and part.get_filename() is None:
            payload = part.get_payload(decode=True)
            charset = part.get_content_charset("utf-8")
            try:
                texts[kind].append(payload.decode(charset, "replace"))  # type: ignore[union-attr]
            except LookupError:
                texts[kind].append(payload.decode("utf-8", "replace"))  # type: ignore[union-attr]
    if texts["text/html"]:
        return html_text(texts["text/html"][0].encode(), Path())[0], short_maker(maker)
    return "\n".join(texts["text/plain"][:1]), short_maker(maker)


def html_text(data: bytes, _: Path) -> tuple[str, str]:
    """The text of the body, and the generator."""
    parser = html.HTMLParser(encoding=None if b"charset" in data[:2000].lower() else "utf-8", remove_comments=True)
    root = html.document_fromstring(data, parser=parser)
    maker = root.xpath("//meta[translate(@name,'GENRATO','genrato')='generator']/@content")
    text = "\n".join(visible_nodes(root, UNSEEN_IN_HTML))
    return text, short_maker(str(maker[0])) if maker else ""


OTHERS = {
    SourceKind.DOCX: word_text,
    SourceKind.ODT: odt_text,
    SourceKind.PDF: pdf_text,
    SourceKind.MAIL: mail_text,
    SourceKind.HTML: html_text,
}

if __name__ == "__main__":
    main()
