"""An entry whose source has no address: no output shows the word for a link that leads nowhere."""

import pytest

from editor.files.themes import load_theme
from editor.formats.importing.source import read_source
from editor.formats.output_job import OutputJob
from editor.formats.outputs import OUTPUTS
from editor.formats.source.document import TextBlock
from schemas import Entry, Issue, Source

SOURCE = Source(title="Notice on data", title_zh="数据通知")
WRITTEN = "Notice on data (数据通知)"


@pytest.mark.parametrize("address", ["", "https://www.gov.cn/notice"])
@pytest.mark.parametrize("name", ["html", "fragment", "mail-html", "mail", "docx"])
@pytest.mark.parametrize("theme", ["merics", "plain"])
def test_the_word_for_a_link_is_a_link(theme: str, name: str, address: str) -> None:
    loaded = load_theme(theme)
    issue = Issue(theme=theme, top5=(Entry(id="e1", title="One", source=SOURCE.model_copy(update={"link": address})),))
    (file, *_) = OUTPUTS[name].write(OutputJob((issue,), loaded)).files
    data = b"<html><body>" + file.data + b"</body></html>" if name == "fragment" else file.data
    read = read_source(data, loaded.declared)
    assert read.document is not None
    texts = [block.text for block in read.document.blocks if isinstance(block, TextBlock)]
    (source,) = {text for text in texts if SOURCE.title in text}
    word = f" ({loaded.declared.words.link})" if address else ""
    assert source == f"{loaded.declared.words.article}: {WRITTEN}{word}"
    assert read.issue.top5[0].source == issue.top5[0].source
