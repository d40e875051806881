"""Field metadata: every field that people fill in has a label, and its kind matches its type."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import pytest

from schemas import Entry, Issue, Item, Kind, Library, Paragraph, Part, spec_of, specs_of

NOT_FILLED_IN = {"id", "type", "format", "version", "schema_reference", "theme", "review", "ignored"}
TYPES: dict[Kind, Any] = {
    Kind.LINE: str,
    Kind.INLINE: str,
    Kind.LINK: str,
    Kind.CHINESE: str,
    Kind.MAIL: str,
    Kind.LINES: tuple[str, ...],
    Kind.ISSUING_BODIES: tuple[str, ...],
    Kind.DATE: dt.date | None,
    Kind.SWITCH: bool,
}


def models_of(part: type[Part]) -> set[type[Part]]:
    """Return a model and the models of its fields."""
    found: set[type[Part]] = set()

    def collect(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, Part) and annotation not in found:
            found.add(annotation)
            for name in specs_of(annotation):
                collect(annotation.model_fields[name].annotation)
        for inner in getattr(annotation, "__args__", ()):
            collect(inner)

    collect(part)
    return found


MODELS = sorted(models_of(Issue) | models_of(Library), key=lambda model: model.__name__)
FIELDS = [(model, name) for model in MODELS for name in model.model_fields if name not in NOT_FILLED_IN]


def test_models_of_finds_nested_models() -> None:
    assert {"Bullet", "NewsSource", "Publisher", "ReportingPeriod", "KnownPerson"} < {
        model.__name__ for model in MODELS
    }


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_a_field_has_a_label_and_a_kind_that_fits(model: type[Part], name: str) -> None:
    spec = spec_of(model, name)
    assert spec.label
    annotation = model.model_fields[name].annotation
    if spec.kind in TYPES:
        assert annotation == TYPES[spec.kind]
    elif spec.kind is Kind.CHOICE:
        assert get_args(annotation) == tuple(value for value, _ in spec.choices)
        assert model.model_fields[name].default == spec.choices[0][0]
    elif spec.kind is Kind.PART:
        assert isinstance(annotation, type)
        assert issubclass(annotation, Part)
        assert not issubclass(annotation, Item)
    else:
        assert getattr(annotation, "__origin__", None) is tuple


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_a_target_is_a_range_that_includes_the_example(model: type[Part], name: str) -> None:
    spec = spec_of(model, name)
    if spec.target:
        assert 0 < spec.target.least < spec.target.most
        assert not spec.example or spec.target.least <= len(spec.example) <= spec.target.most


@pytest.mark.parametrize("model", MODELS)
def test_a_draft_may_lack_everything(model: type[Part]) -> None:
    assert model() is not None
    assert list(specs_of(model)) == [name for name in model.model_fields if (model, name) in FIELDS]


def test_spec_of_raises_for_a_field_without_a_spec() -> None:
    with pytest.raises(KeyError):
        spec_of(Entry, "id")
    assert spec_of(Paragraph, "text").kind is Kind.INLINE
