"""Typefaces read where they lie. WeasyPrint copies each to a temporary file: 29 MB in each process for theme merics."""

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Protocol

from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse

_AS_THEY_ARE = (b"\0\1\0\0", b"OTTO", b"true")  # the beginnings of fonts that WeasyPrint writes as it read them


class FileFetcher(Protocol):
    """A fetcher of WeasyPrint that knows which file it would read."""

    def file(self, url: str) -> Path | None: ...

    def __call__(self, url: str) -> URLFetcherResponse: ...


class LinkedFonts(FontConfiguration):  # type: ignore[misc]
    """WeasyPrint's fonts, with links in place of copies. A font that cannot be linked is copied."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = _LinkFolder(mkdtemp(prefix="weasyprint-"))

    def add_font_face(self, rule_descriptors: Any, url_fetcher: FileFetcher) -> None:
        super().add_font_face(rule_descriptors, _LinkFetcher(url_fetcher))


class _LinkFetcher:
    """Stands in for the content of a font until it is written."""

    _fail_on_errors = False

    def __init__(self, fetcher: FileFetcher) -> None:
        self._fetcher = fetcher

    def __call__(self, url: str) -> URLFetcherResponse:
        file = self._fetcher.file(url)
        if file is not None:
            with file.open("rb") as opened:
                start = opened.read(4)
            if start in _AS_THEY_ARE:
                return URLFetcherResponse(url, _Unread(start, file))
        return self._fetcher(url)


class _Unread:
    """A file that is read as its first bytes."""

    def __init__(self, start: bytes, file: Path) -> None:
        self._content = _Start(start)
        self._content.file = file

    def read(self) -> bytes:
        return self._content

    def close(self) -> None:
        pass


class _Start(bytes):
    file: Path


class _LinkFolder(type(Path())):  # type: ignore[misc]
    """A folder, or a path in it, to which unread files are written as links."""

    def write_bytes(self, data: bytes) -> int:
        if not isinstance(data, _Start):
            return int(super().write_bytes(data))
        try:
            self.symlink_to(data.file)
        except OSError:  # such as on Windows, where links need a privilege
            shutil.copyfile(data.file, self)
        return len(data)
