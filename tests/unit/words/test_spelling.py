"""The speller knows what the desk knows, leaves names alone, and finds what is misspelled."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from editor.words import Known, NoDictionary, find_dictionary
from editor.words.spelling.dictionary import SHIPPED, HunspellDictionary
from editor.words.spelling.pinyin import is_pinyin
from editor.words.spelling.speller import Speller
from editor.words.spelling.wide_words import FILE, wide_words
from schemas import IssuingBody, KnownPerson, Library

ENGLISH = find_dictionary("en-US")


def misspelled(text: str, library: Library | None = None) -> list[str]:
    speller = Known.of(library or Library(), dictionary=ENGLISH).speller
    assert isinstance(speller, Speller)
    return [token.word for token in speller.misspelled(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The plan was aproved in May.", ["aproved"]),
        ("state-ownned firms", ["ownned"]),
        ("EU–Chna relations", ["Chna"]),
        ("the indsutries’ needs", ["indsutries"]),
        ("in beijing and guangdong", ["beijing", "guangdong"]),
        ("The Ministry of Comerce agreed.", ["Comerce"]),
        ("Goverments agree.", ["Goverments"]),
        ("the Shenzen plant", ["Shenzen"]),
        ("It is noticable.", ["noticable"]),
        ("Semiconducters are scarce.", ["Semiconducters"]),
        ("Opinions on Promtoing Growth", ["Promtoing"]),
        ("The regulator relased a draft.", ["relased"]),
        ("The oversite board flew to Brusells.", ["oversite", "Brusells"]),
        ("a ban de facot, en mass or masse, and per captia", ["de", "facot", "masse", "captia"]),
    ],
)
def test_misspelled_words(text: str, words: list[str]) -> None:
    assert misspelled(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Firms left en masse; per capita, de facto and ex ante, the coup d’état (or coup d'état) was a fait accompli.",
        "12-year-olds take the gaokao",
        "China’s plan, the firms’ needs and the companies' own",
        "EU–China and Sino-European talks on onshoring, electrolyzers and photovoltaics",
        "Stellantis, Innovent Biologics, Shanghai Mayi Lingbo and TikTok",
        "Katherina Reiche and Maroš Šefčovič met in Xi’an and Zhangjiakou.",
        "SMEs, NEVs and eVTOLs",
        "50GW, 28nm, 5G+, IBI3009, CO₂ and 10⁹",
        "see www.exmaple.org or desk@exmaple.org",
        "国家发展改革委 (guojia fagaiwei) of the “xiaokang” society",
        "naïve cafés vis-à-vis the Politburo",
        "reindustrialize, scalable, marketization and governmentwide",
        "Yongzhou said so; in Jiading, Omron and Schlumberger agree.",
        "businesspeople pre-empt a 28-nm node",
    ],
)
def test_right_words(text: str) -> None:
    assert misspelled(text) == []


def test_the_library_is_known_without_asking() -> None:
    library = Library(
        words=("smartgridish",),
        issuing_bodies=(IssuingBody(abbreviation="XQZ", name="Bureau of Blorfing"),),
        people=(KnownPerson(name="Ann Beijng"),),
    )
    text = "A smartgridish idea of Beijng and Blorfing"
    assert misspelled(text, library) == []
    assert misspelled(text) == ["smartgridish", "Beijng"]


def test_suggestions_are_few_and_the_likeliest_is_first() -> None:
    speller = Known.of(Library(), dictionary=ENGLISH).speller
    assert speller is not None
    for wrong, right in (("aproved", "approved"), ("Shenzen", "Shenzhen"), ("electrolizer", "electrolyzer")):
        found = speller.suggestions(wrong)
        assert right in found[:3]
        assert 1 <= len(found) <= 7


@pytest.mark.parametrize("word", ["Shenzhen", "Xi’an", "Taihang", "Lüliang", "Zhongguancun"])
def test_pinyin(word: str) -> None:
    assert is_pinyin(word)


@pytest.mark.parametrize("word", ["Beijng", "Shanghia", "Guangdon", "plan"])
def test_no_pinyin(word: str) -> None:
    assert not is_pinyin(word)


def test_a_dictionary_of_the_desk_comes_first(tmp_path: Path) -> None:
    (tmp_path / "en-US.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (tmp_path / "en-US.dic").write_text("1\nblorf\n", encoding="utf-8")
    dictionary = find_dictionary("en-US", (tmp_path,))
    assert dictionary.has("blorf")
    assert not dictionary.has("plan")


def test_a_dictionary_is_read_again_when_its_files_change(tmp_path: Path) -> None:
    (tmp_path / "xx.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (tmp_path / "xx.dic").write_text("1\nblorf\n", encoding="utf-8")
    before = find_dictionary("xx", (tmp_path,))
    assert before.has("blorf")
    assert find_dictionary("xx", (tmp_path,)) is before
    (tmp_path / "xx.dic").write_text("1\nglorf\n", encoding="utf-8")
    os.utime(tmp_path / "xx.dic", ns=(1, 1))
    assert not find_dictionary("xx", (tmp_path,)).has("blorf")


def test_a_dictionary_in_an_old_encoding_judges_only_what_it_can_read(tmp_path: Path) -> None:
    (tmp_path / "xx.aff").write_bytes(b"SET ISO8859-1\n")
    (tmp_path / "xx.dic").write_bytes("1\ncafé\n".encode("latin-1"))
    dictionary = find_dictionary("xx", (tmp_path,))
    assert dictionary.has("café")
    assert not dictionary.has("plan")
    assert dictionary.has("Šefčovič")
    assert dictionary.suggestions("Šefčovič") == ()


def test_a_language_without_a_dictionary_is_an_error_that_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(NoDictionary, match=str(tmp_path)):
        find_dictionary("de-DE", (tmp_path,))


def test_every_shipped_dictionary_has_its_license_beside_it() -> None:
    folders = [folder for folder in SHIPPED.iterdir() if folder.is_dir()]
    assert folders
    for folder in folders:
        text = (folder / "LICENSE").read_text(encoding="utf-8")
        assert "Permission to use, copy, modify, distribute" in text
        assert "General Public License" not in text


def test_a_dictionary_read_in_steps_has_all_its_words() -> None:
    """Each step has some thousands of words; one step would stop the window for 50 ms."""
    dictionary = HunspellDictionary(SHIPPED / "en-US", "en-US")
    assert len(list(dictionary.reading())) > 10
    lines = (SHIPPED / "en-US" / "en-US.dic").read_text(encoding="utf-8").splitlines()[1:]
    assert all(dictionary.has(line.split("/")[0]) for line in lines[::500])
    assert not dictionary.has("goverment")
    assert list(dictionary.reading()) == []


def test_the_wide_list_is_found_by_halves() -> None:
    words = wide_words()
    listed = FILE.read_text(encoding="utf-8").split()
    assert listed == sorted(listed, key=str.encode)
    assert all(words.has(word) for word in (*listed[:2], *listed[::3000], *listed[-2:]))
    assert not any(words.has(word) for word in ("", "a", "goverment", "zzzzz", listed[5][:-1] + "\n", "Ω"))


@pytest.mark.parametrize(
    "text",
    [
        "A crashworthy trainset, an electroplaters’ guild, fourteenfold fluoropolymer watchlists and phosphogypsum.",
        "It was bought by Sany. Sany from the region rose.",
        "A stake in Safran, in Generali and in Arafura; St. Gallen and Chang'an agree.",
        "Safran said so. Stadler and its partner agreed, and the de minimis rule of Z.ai holds.",
        "Interlockings and remanufacturing",
        "Tetrafluoroethane, nanopores, robovans, memecoins and the datafication of guochao and dibao",
    ],
)
def test_rarer_words_compounds_and_names_are_known(text: str) -> None:
    assert misspelled(text) == []


@pytest.mark.parametrize(
    "text", ["transmiter", "stablization", "flexability", "recommanded", "counciler", "marketshare", "Lenvo fell"]
)
def test_what_is_made_of_parts_by_mistake_is_misspelled(text: str) -> None:
    assert misspelled(f"They saw {text} again.") == [text.split()[0]]


def test_reading_that_is_given_up_leaves_no_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where an issue is closed at once."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    reading: list[object] = [HunspellDictionary(SHIPPED / "en-US", "en-US").reading()]
    for _ in range(3):
        next(cast("Iterator[None]", reading[0]))
    assert len(list(tmp_path.iterdir())) == 1
    reading.append(reading)  # as what belongs to the closed issue: only the collector comes for it
    del reading
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_reading_in_steps_says_nothing_and_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert HunspellDictionary(SHIPPED / "en-US", "en-US").has("companies")
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")
