"""What a search finds."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from editor.files.archive.database import NoFullTextSearch, open_index
from editor.files.archive.plain_search import plain_search
from editor.files.archive.query import Query
from schemas import Issue, Paragraph, Person
from schemas.issue import Imprint
from schemas.library import BodyHistory, BodyName, IssuingBody, Library
from tests.unit.files.archive.newsroom_folder import NewsroomFolder, issue_about, issue_of_news, place

NDRC = ("NDRC", "National Development and Reform Commission", "国家发展和改革委员会", "国家发展改革委", "发改委")
CNIPA = ("CNIPA", "SIPO", "State Intellectual Property Office", "国家知识产权局")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("New policies for hydrogen", "policy"),
        ("The policy is new", "policies"),
        ("Regulators regulate", "regulation"),
        ("A plan for Zürich", "zurich"),
        ("A plan for Zurich", "Zürich"),
        ("The Cafe\u0301 effect", "café"),
        ("全国数据产业发展", "数据"),
        ("全国数据产业发展", "据产"),
        ("全国数据产业发展", "数据产业"),
        ("全国数据产业发展", "展"),
        ("２０２５年ＡＩ计划", "2025年AI"),
        ("5G网络建设", "5g"),
        ("5G网络建设", "5G网络"),
        ("China’s plan", "china's"),
        ("Plans for A-shares", "A-shares"),
        ("hydrogen first, then the rest", '"hydrogen first"'),
        ("Support for SMEs", "SMEs"),
    ],
)
def test_words_are_found(newsroom: NewsroomFolder, text: str, words: str) -> None:
    newsroom.write("a.json", issue_about(text))
    newsroom.update()
    assert newsroom.places(words) == ["a:top5/e1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("first hydrogen, then the rest", '"hydrogen first"'),
        ("hydrogen", "hydrogen steel"),
        ("全国数据产业", "据全"),
        ("全国数据。产业发展", "据产"),
        ("hydrogen", "hydro"),
    ],
)
def test_other_words_are_not(newsroom: NewsroomFolder, text: str, words: str) -> None:
    newsroom.write("a.json", issue_about(text))
    newsroom.update()
    assert newsroom.places(words) == []


@pytest.mark.parametrize("word", ["hydrogen", "regulations", "generalization", "policies", "tied", "skies", "sses"])
def test_the_beginning_of_a_word_finds_it_at_every_letter(newsroom: NewsroomFolder, word: str) -> None:
    newsroom.write("a.json", issue_about(f"On {word} and others"))
    newsroom.update()
    for length in range(1, len(word) + 1):
        assert newsroom.places(word[:length], is_typing=True) == ["a:top5/e1"], word[:length]
        assert newsroom.places(f"others {word[:length]}", is_typing=True) == ["a:top5/e1"], word[:length]


@pytest.mark.parametrize("names", [NDRC, CNIPA])
def test_a_body_is_found_by_each_of_its_names(newsroom: NewsroomFolder, names: Sequence[str]) -> None:
    """Abbreviation, English and Chinese name, short forms, and the names that it had."""
    newsroom.write("a.json", issue_about(*(f"A notice of {name} on steel" for name in names), "Steel alone"))
    newsroom.update()
    everywhere = [f"a:top5/e{number}" for number in range(1, len(names) + 1)]
    for name in names:
        assert newsroom.places(f"steel {name}") == everywhere, name
        assert newsroom.places(body=name) == everywhere, name


def test_the_desks_library_has_names_too(newsroom: NewsroomFolder) -> None:
    from editor.files.library_file import save_library

    newsroom.write("a.json", issue_about("A notice of the ZZTO"))
    newsroom.update()
    assert newsroom.places("SAMPO") == []
    old = BodyName(abbreviation="ZZTO", name="Former Sample Office")
    body = IssuingBody(abbreviation="SAMPO", name="Sample Office", history=BodyHistory(other_names=(old,)))
    save_library(Library(issuing_bodies=(body,)), newsroom.folder / "library.json")
    newsroom.update()
    assert newsroom.places("SAMPO") == newsroom.places("sample office") == ["a:top5/e1"]


def test_a_body_is_found_by_its_successor_but_not_the_other_way_round(newsroom: NewsroomFolder) -> None:
    newsroom.write("a.json", issue_about("The CBIRC warns", "The NFRA warns"))
    newsroom.update()
    assert newsroom.places("NFRA") == ["a:top5/e1", "a:top5/e2"]
    assert newsroom.places("CBIRC") == ["a:top5/e1"]


def test_an_abbreviation_in_capitals_is_no_common_word(newsroom: NewsroomFolder) -> None:
    newsroom.write("a.json", issue_about("Most of it is safe", "MOST and SAFE agree"))
    newsroom.update()
    assert newsroom.places("MOST") == newsroom.places("SAFE") == ["a:top5/e2"]
    assert newsroom.places("most") == ["a:top5/e1", "a:top5/e2"]


def test_the_newest_come_first_or_the_best(newsroom: NewsroomFolder) -> None:
    long = " ".join(["other words"] * 60)
    newsroom.write("old.json", issue_about("Hydrogen steel", date=dt.date(2020, 1, 1)))
    newsroom.write("new.json", issue_of_news(f"{long} hydrogen", date=dt.date(2024, 1, 1)))
    newsroom.write("undated.json", issue_about("Hydrogen too", date=None))
    newsroom.update()
    assert newsroom.places("hydrogen") == ["new:noteworthy/policy_news/n1", "old:top5/e1", "undated:top5/e1"]
    assert newsroom.places("hydrogen", best_first=True)[-1] == "new:noteworthy/policy_news/n1"


def test_dates_section_and_person_narrow_the_hits(newsroom: NewsroomFolder) -> None:
    by = Imprint(authors=(Person(name="Jane Sample"),), editors=(Person(name="Max Example"),))
    newsroom.write("a.json", issue_about("Steel", date=dt.date(2024, 5, 1)).model_copy(update={"imprint": by}))
    newsroom.write("b.json", issue_of_news("Steel news", date=dt.date(2025, 5, 1)))
    newsroom.update()
    assert newsroom.places("steel", since=dt.date(2024, 5, 2)) == ["b:noteworthy/policy_news/n1"]
    assert newsroom.places("steel", until=dt.date(2024, 5, 1)) == ["a:top5/e1"]
    assert newsroom.places("steel", since=dt.date(2024, 5, 1), until=dt.date(2025, 5, 1)) != []
    assert newsroom.places("steel", section="policy-news") == ["b:noteworthy/policy_news/n1"]
    assert newsroom.places("steel", person="jane") == newsroom.places("steel", person="exam") == ["a:top5/e1"]
    assert newsroom.places("jane") == ["a:imprint"]
    assert newsroom.places(since=dt.date(2025, 1, 1)) == ["b:noteworthy/policy_news/n1"]


def test_a_query_of_nothing_finds_nothing(newsroom: NewsroomFolder) -> None:
    newsroom.write("a.json", issue_about("Steel"))
    newsroom.update()
    for words in ("", "  ", "…", '""', "-", '"'):
        assert newsroom.search(words).number == 0


@pytest.mark.parametrize(
    "words", ['steel"', "AND", "steel OR", "NEAR(", "steel*", "(", "titles:", "^", "a+b", "\0", "'"]
)
def test_the_indexs_own_language_is_not_the_users(newsroom: NewsroomFolder, words: str) -> None:
    newsroom.write("a.json", issue_about("Steel and a b, or near titles"))
    newsroom.update()
    newsroom.search(words)
    newsroom.search(words, is_typing=True)
    newsroom.search(body=words, person=words, section=words)


def test_a_hit_says_where_it_is(newsroom: NewsroomFolder) -> None:
    text = f"{'Before it. ' * 40}Then [green](https://www.example.org) **hydrogen** policies. {'After it. ' * 40}"
    entry = issue_about("x", "Two").top5[1].model_copy(update={"comment": (Paragraph(id="p", text=text),)})
    issue = issue_about("One").model_copy(update={"top5": (*issue_about("One").top5, entry), "headline": "H"})
    newsroom.write("2025/a.json", issue)
    newsroom.update()
    (hit,) = newsroom.search("policy hydrogen").hits
    assert (hit.file, hit.path, hit.label, hit.number) == (newsroom.folder / "2025/a.json", "top5/e2", "Entry 2", 2)
    assert (hit.title, hit.headline, hit.date, hit.newsletter) == ("Two", "H", dt.date(2025, 3, 12), "China Industries")
    assert hit.page is None
    snippet = hit.snippet
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["hydrogen", "policies"]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert "https" not in snippet.text


def test_a_hit_shows_the_name_of_the_body_that_was_found(newsroom: NewsroomFolder) -> None:
    newsroom.write(
        "a.json", issue_of_news("A notice of 国家发展改革委 on steel", "The National Development and Reform Commission")
    )
    newsroom.update()
    shown = [[hit.snippet.text[start:end] for start, end in hit.snippet.spans] for hit in newsroom.search("NDRC").hits]
    assert shown == [["国家发展改革委"], ["National Development and Reform Commission"]]


def test_the_number_of_hits_is_that_of_all(newsroom: NewsroomFolder) -> None:
    newsroom.write("a.json", issue_of_news(*(f"Steel {number}" for number in range(60))))
    newsroom.update()
    found = newsroom.search("steel")
    assert (len(found.hits), found.number) == (50, 60)


def test_the_plain_search_finds_the_same_words(newsroom: NewsroomFolder) -> None:
    newsroom.write("a.json", issue_about("A notice of 国家发展改革委 on Zürich", "Steel", date=dt.date(2024, 1, 1)))
    newsroom.write("b.json", issue_about("Steel again"))
    (newsroom.folder / "c.json").write_text("{", encoding="utf-8")

    def places(words: str, **options: object) -> list[str]:
        return [place(hit) for hit in plain_search(newsroom.folder, Query(words, **options)).hits]  # type: ignore[arg-type]

    assert places("ndrc zurich") == ["a:top5/e1"]
    assert places("steel") == ["b:top5/e1", "a:top5/e2"]
    assert places("steel", until=dt.date(2024, 1, 1)) == ["a:top5/e2"]
    assert places("改革") == ["a:top5/e1"]
    assert places("copper") == places("") == []


def test_without_full_text_search_there_is_a_sentence(
    newsroom: NewsroomFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.files.archive.database.has_full_text_search", lambda: False)
    with pytest.raises(NoFullTextSearch, match="no full-text search"):
        open_index(newsroom.index)


def test_searching_loads_no_models(newsroom: NewsroomFolder, tmp_path: Path) -> None:
    """They would take longer to load than the search takes."""
    newsroom.write("a.json", issue_about("Steel"))
    code = (
        "import sys; from editor.cli import main; main(sys.argv[1:]);"
        "print([name for name in ('pydantic', 'schemas', 'PySide6') if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, "search", str(newsroom.folder), "steel"]
    environment = {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[4])}
    os.utime(newsroom.folder / "a.json", (1, 1))  # a file that was changed a moment ago is read twice
    printed = ""
    for _ in range(2):
        printed = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        assert "Entry 1: Steel" in printed
    assert printed.endswith("[]\n")


def test_an_empty_issue_is_found_by_nothing(newsroom: NewsroomFolder) -> None:
    newsroom.write("a.json", Issue())
    newsroom.update()
    assert newsroom.search(since=dt.date(1900, 1, 1)).number == 0
