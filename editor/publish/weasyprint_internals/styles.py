"""Computed styles that outlive their document: an element in the same surroundings looks the same."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from weasyprint import CSS, HTML, css
from weasyprint.css import ComputedStyle, StyleFor


class AnchoredStyle(ComputedStyle):  # type: ignore[misc]
    """The style of an element with an id: another element's style, and the id.

    So elements that differ in nothing but their ids share all the rest, and what is below them does too.
    """

    def __init__(self, base: ComputedStyle, anchor: str) -> None:
        self.__dict__.update(base.__dict__)
        self.base = base
        self["anchor"] = anchor

    @property
    def anonymous_style(self) -> Any:
        return self.base.anonymous_style

    def __missing__(self, key: str) -> Any:
        value = self[key] = self.base[key]
        return value


def base_of(style: Any) -> Any:
    """What an element's style shares with others."""
    return style.base if type(style) is AnchoredStyle else style


Places = dict[Any, tuple[int, dict[str | None, ComputedStyle]]]
"""By the place of an element: a number for the place, and the styles of the element and its pseudo-elements."""


class Styles:
    """Computed styles by what the cascade gave, and stylesheets by their source."""

    def __init__(self) -> None:
        self.by_cascade: dict[Any, ComputedStyle] = {}
        self.sheets: dict[str, CSS] = {}
        self.initial_page_sizes: dict[str, Any] = {"box": None, "area": None}

    def find_stylesheets(
        self, wrapper: Any, media_type: str, url_fetcher: Any, base_url: str, font_config: Any, *_: Any
    ) -> Iterator[CSS]:
        """In place of `css.find_stylesheets`: the `style` elements, parsed once (our pages link to no stylesheet)."""
        for element in wrapper.etree_element.iter("style"):
            source = element.text or ""
            if source not in self.sheets:
                self.sheets[source] = CSS(
                    string=source,
                    base_url=base_url,
                    url_fetcher=url_fetcher,
                    media_type=media_type,
                    font_config=font_config,
                )
            yield self.sheets[source]


class RememberingStyleFor(StyleFor):  # type: ignore[misc]
    """Like `StyleFor`, but what an element looked like in the same place before is not worked out again."""

    def __init__(
        self, remembered: tuple[Styles, Places], html: HTML, sheets: Any, font_config: Any, target_collector: Any
    ) -> None:
        styles, by_place = remembered
        self._cascaded_styles: dict[Any, dict[str, Any]] = {}
        self._computed_styles: dict[Any, ComputedStyle] = {}
        self._sheets = sheets
        self._styles = styles
        self.font_config = font_config
        self.initial_page_sizes = styles.initial_page_sizes
        # Stylesheets that say nothing but how pages are (their first number) make no difference to elements.
        declaring = tuple(id(sheet) for sheet, *_ in sheets if sheet.matcher.order)
        places: dict[Any, Any] = {None: declaring}
        for wrapper in html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            # Whatever a selector may ask: what stands above, before and behind, and what is inside at all.
            key = (
                places[wrapper.parent and wrapper.parent.etree_element],
                places[wrapper.previous and wrapper.previous.etree_element],
                len(wrapper.etree_siblings) - wrapper.index,
                element.tag,
                tuple(element.attrib.items()),
                bool(element.text),
                len(element) > 0,
            )
            known = by_place.get(key)
            if known is None:
                known = by_place[key] = (len(by_place) + 1, self._worked_out(wrapper, html))
            places[element] = known[0]
            for pseudo, style in known[1].items():
                self._computed_styles[element, pseudo] = style
            if anchor := element.get("id"):
                self._computed_styles[element, None] = AnchoredStyle(known[1][None], anchor)
                target_collector.collect_anchor(anchor)

    def set_computed_styles(
        self,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: Any = None,
        _: Any = None,
    ) -> None:
        """Called by WeasyPrint for pages and their margins."""
        cascaded = self._cascaded_styles.get((element, pseudo_type), {})
        self._computed_styles[element, pseudo_type] = self._style(cascaded, pseudo_type, parent, root, base_url)

    def _worked_out(self, wrapper: Any, html: HTML) -> dict[str | None, ComputedStyle]:
        element, root = wrapper.etree_element, html.etree_element
        cascaded = self._cascade(wrapper, html.base_url)
        cascaded[None].pop("anchor", None)
        parent = wrapper.parent.etree_element if wrapper.parent else None
        found: dict[str | None, ComputedStyle] = {
            None: self._style(cascaded.pop(None), None, parent, root, html.base_url)
        }
        self._computed_styles[element, None] = found[None]
        for pseudo, declared in cascaded.items():
            found[pseudo] = self._style(declared, pseudo, element, root, html.base_url)
        return found

    def _style(self, cascaded: Any, pseudo: str | None, parent: Any, root: Any, base_url: Any) -> ComputedStyle:
        parent_style = None if parent is None else base_of(self._computed_styles[parent, None])
        key = (id(parent_style), pseudo, *((name, *_hashable(*value)) for name, value in cascaded.items()))
        known = self._styles.by_cascade.get(key)
        if known is None:
            root_style = css.InitialStyle(self.font_config) if parent is None else self._computed_styles[root, None]
            known = self._styles.by_cascade[key] = ComputedStyle(
                parent_style, cascaded, pseudo, root_style, base_url, self.font_config, self.initial_page_sizes
            )
        return known

    def _cascade(self, wrapper: Any, base_url: str) -> dict[str | None, dict[str, Any]]:
        """What is declared for an element and its pseudo-elements, as in `StyleFor.__init__`."""
        cascaded: dict[str | None, dict[str, Any]] = {None: {}}
        alone = SimpleNamespace(iter=lambda: (wrapper.etree_element,))
        for specificity, _, declarations, base in css.find_style_attributes(alone, False, base_url):
            declared = css.preprocess_declarations(base, tuple(declarations))
            self._add(cascaded[None], declared, "author", css.inf, specificity)
        for sheet, origin, sheet_specificity in self._sheets:
            for specificity, _, pseudo, (declared, layer) in sheet.matcher.match(wrapper):
                order = css.inf if layer is None else sheet.layers.index(layer)
                self._add(cascaded.setdefault(pseudo, {}), declared, origin, order, sheet_specificity or specificity)
        return cascaded

    @staticmethod
    def _add(cascaded: dict[str, Any], declared: Any, origin: str, layer_order: float, specificity: Any) -> None:
        for name, values, importance in declared:
            weight = (css.declaration_precedence(origin, importance), layer_order, specificity)
            if name not in cascaded or cascaded[name][1] <= weight:
                cascaded[name] = values, weight


def _hashable(value: Any, weight: tuple[Any, ...]) -> tuple[Any, ...]:
    """Equal only for equal declarations. What has no hash comes from a stylesheet, which lives on."""
    *rest, specificity = weight
    try:
        hash(value)
    except TypeError:
        value = id(value)
    return (value, *rest, tuple(specificity))
