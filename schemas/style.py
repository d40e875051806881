"""A newsletter's house style as its theme declares it in `style.toml`.

The file says what to look for, in which texts, and how the house writes it; `editor.words` reads it and finds.
Every rule shows in examples of its own what it finds and what it leaves alone. A test runs them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from schemas.part import Part

STYLE_FORMAT: Literal["newsdesk-style"] = "newsdesk-style"
THE_WORD = "~"
"""What stands for the word itself in a context."""

RuleName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
Sentence = Annotated[str, Field(min_length=1, max_length=400)]


class Scope(StrEnum):
    """Which texts of an issue a rule reads."""

    RUNNING = "running"
    """Paragraphs and news."""
    BULLETS = "bullets"
    TITLES = "titles"
    """Titles of entries, titles for the contents page, the headline."""
    DOCUMENTS = "documents"
    """English titles of documents."""
    CHINESE = "chinese"
    """Chinese titles of documents."""
    BODIES = "bodies"
    """The lists of issuing bodies."""
    OTHER = "other"
    """Sources of news, and the imprint."""


class Example(Part):
    """A text that a rule is tried with. Several paragraphs are separated by a blank line.

    `fixed` is the text after the fix, where the rule offers one. The entry that the text is in has this `date`, `title`
    and these issuing `bodies`.
    """

    text: str
    fixed: str | None = None
    date: dt.date | None = None
    title: str = ""
    bodies: tuple[str, ...] = ()


class StyleRule(Part):
    """One rule. Which of `swap`, `pattern` and `words` it needs depends on its `check`."""

    name: RuleName
    check: Annotated[str, Field(description="What kind of check it is; `editor.words.checks` lists them.")]
    message: Annotated[Sentence, Field(description="What is wrong. `{found}` is what was found, `{fixed}` the fix.")]
    help: Annotated[Sentence, Field(description="What to do.")]
    source: Annotated[str, Field(description="Where the house says so; empty for rules of common usage.")] = ""
    where: Annotated[tuple[Scope, ...], Field(min_length=1)] = (Scope.RUNNING, Scope.BULLETS, Scope.TITLES)
    on: bool = True
    swap: dict[str, str] = Field(default_factory=dict)
    pattern: str = ""
    replace: Annotated[str | None, Field(description="What takes the place of a match, with \\1 for its groups.")] = (
        None
    )
    ignore_case: bool = False
    words: tuple[str, ...] = ()
    context: Annotated[
        dict[str, tuple[str, ...]],
        Field(
            description="For words, several of them separated by |, what is around them where they are wrong: "
            "regular expressions with ~ for the word and @name for the words of a list."
        ),
    ] = Field(default_factory=dict)
    lists: dict[str, str] = Field(default_factory=dict)
    fails: Annotated[tuple[str | Example, ...], Field(min_length=1)]
    passes: Annotated[tuple[str | Example, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _pattern_compiles(self) -> StyleRule:
        try:
            compiled = re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"the pattern of {self.name!r} is not a valid regular expression: {error}") from error
        if self.pattern and compiled.match(""):
            raise ValueError(f"the pattern of {self.name!r} matches an empty text")
        return self

    @model_validator(mode="after")
    def _contexts_have_a_word(self) -> StyleRule:
        for around in self.context.values():
            for one in around:
                if one.count(THE_WORD) != 1:
                    raise ValueError(f"a context of {self.name!r} needs one ~ for the word: {one}")
        return self

    def check_contexts(self) -> None:
        """Raise ValueError for a context that is no regular expression. Takes 40 ms for the shipped rules."""
        for around in self.context.values():
            for one in around:
                for part in self.with_lists(one).split(THE_WORD):
                    try:
                        re.compile(part)
                    except re.error as error:
                        raise ValueError(f"“{one}” is not a valid regular expression: {error}") from error

    def with_lists(self, context: str) -> str:
        """A context with the words of its lists put in."""
        for name, words in self.lists.items():
            context = context.replace(f"@{name}", f"(?:{'|'.join(words.split())})")
        return context


Language = Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]


class Style(Part):
    """The house style of one newsletter."""

    format: Literal["newsdesk-style"]
    version: Literal[1]
    language: Annotated[Language, Field(description="The dictionary, such as en-US.")]
    also: Annotated[tuple[Language, ...], Field(description="Further dictionaries whose words are accepted.")] = ()
    rules: tuple[StyleRule, ...] = ()

    @model_validator(mode="after")
    def _names_are_unique(self) -> Style:
        _check_unique(self.rules)
        return self


class RuleChange(Part):
    """What a desk changes about a rule of the theme, or a rule of its own. Values that are missing stay as they are."""

    model_config = ConfigDict(extra="allow")

    name: RuleName


class DeskStyle(Part):
    """The `style.toml` of a newsroom's folder: what its desk changes about the theme's style."""

    format: Literal["newsdesk-style"]
    version: Literal[1]
    language: Annotated[Language | None, Field(description="The dictionary, if it is not the theme's.")] = None
    also: Annotated[tuple[Language, ...], Field(description="Further dictionaries whose words are accepted.")] = ()
    rules: tuple[RuleChange, ...] = ()

    @model_validator(mode="after")
    def _names_are_unique(self) -> DeskStyle:
        _check_unique(self.rules)
        return self


def _check_unique(rules: Sequence[StyleRule | RuleChange]) -> None:
    names = [rule.name for rule in rules]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two rules have the name {twice[0]!r}")
