"""The language of a Chinese title in the outputs: that of its characters, or the one that is chosen."""

import datetime as dt
import io
import re
import zipfile

import pytest

from editor.files.themes import load_theme
from editor.formats.docx.writer import write_docx, write_docx_with_review
from editor.formats.importing.source import read_source
from editor.formats.output_job import OutputJob
from editor.formats.outputs import OUTPUTS
from editor.formats.returned.bringing_back import Returned, bring_back, bring_back_version
from schemas import Entry, Issue, Source

COLLEAGUE = Returned("Freda Freelance", dt.datetime(2025, 3, 20, 12, 0, tzinfo=dt.UTC))
TITLE = "公司公告"  # the same characters in both scripts


def issue_in(language: str) -> Issue:
    source = Source.model_validate({"title": "Notice", "title_zh": TITLE, "language": language})
    return Issue(top5=(Entry(id="e", title="A title about 小米", source=source),))


@pytest.mark.parametrize("name", ["html", "fragment", "mail-html"])
@pytest.mark.parametrize(("chosen", "language"), [("", "zh-Hans"), ("zh-Hant", "zh-Hant"), ("zh-Hans", "zh-Hans")])
def test_online(name: str, chosen: str, language: str) -> None:
    (file, *_) = OUTPUTS[name].write(OutputJob((issue_in(chosen),), load_theme("merics"))).files
    assert re.search(f'lang="{language}"[^>]*>{TITLE}', file.data.decode())
    assert re.search('lang="zh-Hans"[^>]*>小米', file.data.decode())


@pytest.mark.parametrize(("chosen", "language"), [("", "zh-CN"), ("zh-Hant", "zh-TW"), ("zh-Hans", "zh-CN")])
@pytest.mark.parametrize("with_review", [False, True])
def test_in_word(chosen: str, language: str, with_review: bool) -> None:
    issue, theme = issue_in(chosen), load_theme("merics").declared
    data = write_docx_with_review(issue, theme).data if with_review else write_docx(issue, theme)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
    assert re.search(f'<w:lang w:eastAsia="{language}"/></w:rPr><w:t xml:space="preserve">{TITLE}', document)
    assert re.search('<w:lang w:eastAsia="zh-CN"/></w:rPr><w:t xml:space="preserve">小米', document)


@pytest.mark.parametrize("name", ["text", "html", "mail", "docx"])
def test_a_copy_that_cannot_say_it_does_not_take_it_back(name: str) -> None:
    theme = load_theme("merics")
    issue = issue_in("zh-Hant")
    (file, *_) = OUTPUTS[name].write(OutputJob((issue,), theme)).files
    assert bring_back(issue, file.data, theme.declared, COLLEAGUE).suggestions == ()


@pytest.mark.parametrize("name", ["html", "mail", "docx"])
def test_a_copy_says_which_script_was_chosen(name: str) -> None:
    theme = load_theme("merics")
    issue = issue_in("zh-Hant")
    (file, *_) = OUTPUTS[name].write(OutputJob((issue,), theme)).files
    (entry,) = read_source(file.data, theme.declared).issue.top5
    assert entry.source.language == "zh-Hant"


def test_the_language_of_a_keyboard_is_no_chosen_script() -> None:
    theme = load_theme("merics").declared
    page = "<h1>MERICS TOP 5</h1><h2>1. A title</h2><p>At a glance: Text.</p>"
    for tag, script in (("zh-TW", ""), ("zh-Hant", "zh-Hant"), ("ZH-HANT", "zh-Hant"), ("zh-Hans", "")):
        html = f'{page}<p>Article: Notice (<span lang="{tag}">{TITLE}</span>)</p>'
        (entry,) = read_source(html.encode(), theme).issue.top5
        assert (entry.source.title_zh, entry.source.language) == (TITLE, script)


def test_a_colleague_with_the_issue_file_can_take_it_back() -> None:
    (one,) = bring_back_version(issue_in("zh-Hant"), issue_in(""), COLLEAGUE).suggestions
    assert one.path == "top5/e/source/language"
