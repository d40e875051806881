"""`newsdesk theme check` and `newsdesk theme preview`."""

import argparse
import logging
import shutil
from pathlib import Path

import pytest

from editor.cli.main import main
from editor.cli.theme import preview_theme
from editor.files.themes import load_theme, themes_folder
from tests.render.printed import text_of


@pytest.fixture(autouse=True)
def _no_other_listeners(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests fail at a warning of the page layout; here they are wanted."""
    for name in ("weasyprint", "fontTools"):
        monkeypatch.setattr(logging.getLogger(name), "handlers", [])


@pytest.fixture
def themes(tmp_path: Path) -> Path:
    """A folder with a theme that is based on merics."""
    folder = tmp_path / "themes"
    own = folder / "own"
    shutil.copytree(themes_folder() / "merics", folder / "merics", copy_function=linked)
    own.mkdir()
    (own / "theme.toml").write_text(
        'format = "newsdesk-theme"\nversion = 1\nbase = "merics"\nname = "Own"\nfile_name = "own.pdf"\n'
        '[counts]\nentries = 1\n[words]\nat_a_glance = "In brief"\n',
        encoding="utf-8",
    )
    return folder


def linked(source: str, target: str) -> None:
    """Fonts are large: a link to the file instead of a copy."""
    if source.endswith(".ttf"):
        Path(target).hardlink_to(source)
    else:
        shutil.copyfile(source, target)


@pytest.mark.parametrize("name", ["merics", "plain"])
@pytest.mark.slow
def test_the_shipped_themes_have_no_findings(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["theme", "check", name]) == 0
    assert capsys.readouterr().out == ""


def test_findings_name_colours_characters_styles_and_templates(
    themes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = themes / "own"
    with (own / "theme.toml").open("a", encoding="utf-8") as file:
        file.write('top = "Top \ua015"\n[tokens]\naccent-text = "#FFCC00"\n')
    (own / "theme.css").write_text("\n\nh2 { font-weigth: 400 }", encoding="utf-8")
    (own / "mail.html.j2").write_text("{{ no_such_word }}", encoding="utf-8")
    assert main(["theme", "check", "own", "--themes", str(themes)]) == 1
    found = capsys.readouterr().out
    assert "The contrast of accent-text and paper is 1.5:1; at least 4.5:1 is needed." in found
    assert "No font of the theme has these characters: \ua015" in found
    assert "font-weigth" in found
    assert f"in {own / 'theme.css'}, line 3" in found
    assert "no_such_word" in found


def test_a_template_with_a_mistake_is_a_finding(themes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (themes / "own" / "cover.html.j2").write_text("{% if %}", encoding="utf-8")
    assert main(["theme", "check", "own", "--themes", str(themes)]) == 1
    assert "cover.html.j2" in capsys.readouterr().out


def test_a_preview_is_the_sample_issue_with_the_theme(themes: Path, tmp_path: Path) -> None:
    output = tmp_path / "own.pdf"
    assert main(["theme", "preview", "own", "--themes", str(themes), "-o", str(output)]) == 0
    text = text_of(output.read_bytes())
    assert "In brief:" in text
    assert "2." not in text.partition("CONTENTS")[2].partition("NOTEWORTHY")[0]


@pytest.mark.slow
def test_a_watched_theme_is_written_again_after_a_change(themes: Path, tmp_path: Path) -> None:
    output, written = tmp_path / "own.pdf", list[bytes]()
    file = themes / "own" / "theme.toml"
    changes = [file.read_text(encoding="utf-8").replace("In brief", "Briefly"), "not = [valid"]

    def pause(seconds: float) -> None:
        written.append(output.read_bytes())
        if not changes:
            raise KeyboardInterrupt
        file.write_text(changes.pop(0), encoding="utf-8")

    options = argparse.Namespace(name="own", themes=themes, output=output, watch=True)
    with pytest.raises(KeyboardInterrupt):
        preview_theme(options, pause)
    first, second, third = written
    assert "In brief:" in text_of(first)
    assert "Briefly:" in text_of(second)
    assert third == second  # a theme that cannot be read leaves the last pages


def test_an_unknown_theme_is_named(themes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["theme", "check", "none", "--themes", str(themes)]) == 1
    assert 'The theme "none" does not exist' in capsys.readouterr().err


def test_a_theme_is_based_on_one_other_theme_only(themes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    third = themes / "third"
    third.mkdir()
    (third / "theme.toml").write_text('base = "own"\n', encoding="utf-8")
    assert main(["theme", "check", "third", "--themes", str(themes)]) == 1
    assert 'Set base to "merics".' in capsys.readouterr().err


def test_a_theme_has_what_it_does_not_declare_from_its_base(themes: Path) -> None:
    own, base = load_theme("own", themes), load_theme("merics", themes)
    assert own.characters == base.characters
    assert own.declared.words == base.declared.words.model_copy(update={"at_a_glance": "In brief"})
    assert own.declared.tokens == base.declared.tokens
    assert own.file("style.toml") == base.folder / "style.toml"
