"""Whatever stands in an issue is found by each of its words, and by any two Chinese characters that stand together."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.document.text.scripts import HAN
from editor.files.archive.tokens import is_han, phrase_tokens, tokens
from tests.unit.files.archive.newsroom_folder import NewsroomFolder, issue_of_news

_HAN_RUN = re.compile(f"[{HAN}]+")
_LETTERS = st.sampled_from("aeinrstlyzAENRST0159éüßñ国家发展和数据氢能々〇-’. \u00ad\u0301Жя𠀀")
TEXTS = st.text(_LETTERS, min_size=1, max_size=60)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=8))
def test_every_word_and_every_pair_of_characters_is_found(texts: list[str]) -> None:
    with TemporaryDirectory() as place:
        newsroom = NewsroomFolder(Path(place) / "newsroom", Path(place) / "cache")
        newsroom.write("a.json", issue_of_news(*texts))
        newsroom.update()
        for number, text in enumerate(texts, 1):
            wanted = f"a:noteworthy/policy_news/n{number}"
            for word in text.split():
                if tokens(word):
                    assert wanted in newsroom.places(word), word
                    assert wanted in newsroom.places(f'"{word}"'), word
                    assert wanted in newsroom.places(word, is_typing=True), word
            for run in _HAN_RUN.findall(text):
                for start in range(len(run)):
                    assert wanted in newsroom.places(run[start : start + 2]), run
                    assert wanted in newsroom.places(run[start : start + 1]), run


@given(TEXTS)
def test_tokens_are_the_same_for_tokens(text: str) -> None:
    """Cutting what was cut changes nothing but the pairs of Chinese characters."""
    words = [token for token in tokens(text) if not is_han(token)]
    assert tokens(" ".join(words)) == words


@given(TEXTS, TEXTS)
def test_a_part_of_a_chinese_run_is_a_part_of_its_tokens(before: str, run: str) -> None:
    han = "".join(_HAN_RUN.findall(run))
    if len(han) > 1:
        whole, part = tokens(f"{before}{han}国"), phrase_tokens(han)
        assert any(whole[at : at + len(part)] == part for at in range(len(whole)))
