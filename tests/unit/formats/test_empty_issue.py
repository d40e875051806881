"""An issue in which nothing is written yet, as a proof in every format."""

import pytest

from editor.files.themes import load_theme
from editor.formats.output_job import OutputJob
from editor.formats.outputs import OUTPUTS
from schemas import Issue


@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize("theme", ["merics", "plain"])
def test_an_empty_issue_is_written(theme: str, name: str) -> None:
    loaded = load_theme(theme)
    written = OUTPUTS[name].write(OutputJob((Issue(theme=theme),), loaded, proof=True))
    assert all(file.data for file in written.files)
    marked = [loaded.declared.words.proof.encode() in file.data for file in written.files]
    if name in ("mail-html", "html", "fragment"):
        assert all(marked)
