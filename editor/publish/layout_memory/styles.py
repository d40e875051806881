"""Computed styles that outlive their document: an element in the same surroundings has the same style."""

from collections.abc import Callable
from typing import Any

from weasyprint import HTML
from weasyprint.css import ComputedStyle, StyleFor

Pseudo = str | None  # a pseudo-element, such as "before"; None for the element itself
Styles = dict[Pseudo, ComputedStyle]


class AnchoredStyle(ComputedStyle):  # type: ignore[misc]
    """The style of an element with an id: another style, which elements without the id share, and the id."""

    anonymous_style = property(lambda self: self.base.anonymous_style)

    def __init__(self, base: ComputedStyle, anchor: Any) -> None:
        self.__dict__.update(base.__dict__)
        self.base, self["anchor"] = base, anchor

    def __missing__(self, key: str) -> Any:
        value = self[key] = self.base[key]
        return value


class StyleMemory:
    """Styles by the place of their elements in a section, and, for all sections, by the declarations that apply."""

    def __init__(self, by_cascade: dict[Any, ComputedStyle]) -> None:
        self.places: dict[Any, tuple[int, Styles]] = {}
        self._by_cascade = by_cascade

    def add(self, place: Any, styles: Styles, parent: ComputedStyle | None) -> tuple[int, Styles]:
        """Remember the styles of an element and its pseudo-elements under a new number."""
        if anchor := styles[None].pop("anchor", styles[None]["anchor"]):
            del styles[None].cascaded["anchor"]
        own = self.shared(None, styles[None], parent)
        shared: Styles = {pseudo: self.shared(pseudo, style, own) for pseudo, style in styles.items() if pseudo}
        shared[None] = AnchoredStyle(own, anchor) if anchor else own
        found = self.places[place] = (len(self.places) + 1, shared)
        return found

    def shared(self, pseudo: Pseudo, style: ComputedStyle, parent: ComputedStyle | None) -> ComputedStyle:
        """The first style with the same declarations and parent."""
        style.parent_style = parent = getattr(parent, "base", parent)
        declared = ((name, *_hashable(*value)) for name, value in style.cascaded.items())
        return self._by_cascade.setdefault((id(parent), pseudo, *declared), style)


class RememberingStyleFor(StyleFor):  # type: ignore[misc]
    """`StyleFor` that computes styles only for documents with an element in a place that is not known yet."""

    def __init__(self, memory: StyleMemory, html: HTML, sheets: Any, hints: bool, fonts: Any, targets: Any) -> None:
        self._memory: StyleMemory | None = None
        self._computed_styles: dict[Any, ComputedStyle] = {}
        # Stylesheets without element rules (the first page number, for example) make no difference to elements.
        declaring = tuple(id(sheet) for sheet, *_ in sheets if sheet.matcher.order)
        known: dict[Any, tuple[Any, Styles]] = {None: (declaring, {})}
        computed: dict[Any, Styles] | None = None
        for wrapper in html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            above = known[wrapper.parent and wrapper.parent.etree_element]
            # Everything that a selector can ask for: ancestors, siblings before and after, whether there is content.
            before, after = known[wrapper.previous and wrapper.previous.etree_element][0], len(wrapper.etree_siblings)
            content = (bool(element.text), len(element) > 0)
            place = (above[0], before, after - wrapper.index, element.tag, content, *element.attrib.items())
            found = memory.places.get(place)
            if found is None:
                if computed is None:
                    super().__init__(html, sheets, hints, fonts, targets)
                    computed = {}
                    for (owner, pseudo), style in self._computed_styles.items():
                        computed.setdefault(owner, {})[pseudo] = style
                found = memory.add(place, computed[element], above[1].get(None))
            known[element] = found
        del known[None]
        self._computed_styles = {
            (element, pseudo): style for element in known for pseudo, style in known[element][1].items()
        }
        if computed is None:
            self._cascaded_styles: dict[Any, Any] = {}
            self._sheets = sheets
            self.font_config = fonts
            self.initial_page_sizes = {"box": None, "area": None}
            for element, (_, own) in known.items():
                if element.get("id"):
                    targets.collect_anchor(own[None]["anchor"])
        self._memory = memory

    def set_computed_styles(self, element: Any, parent: Any, *others: Any, **named: Any) -> None:
        """WeasyPrint calls this for elements at first, and for pages and their margins during the layout."""
        super().set_computed_styles(element, parent, *others, **named)
        if self._memory is not None:
            key = (element, named.get("pseudo_type"))
            style = self._computed_styles[key]
            self._computed_styles[key] = self._memory.shared(key[1], style, self._computed_styles[parent, None])


def once_for_each_style(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The function, which depends on a style only: its results are kept with the styles, which do not change."""
    name = f"result_of_{function.__name__}"

    def known_or_computed(style: Any) -> Any:
        results = vars(style)
        if name not in results:
            results[name] = function(style)
        return results[name]

    return known_or_computed


def _hashable(value: Any, weight: Any) -> tuple[Any, ...]:
    """Equal only for equal declarations. What has no hash belongs to a stylesheet, which is kept."""
    try:
        hash(value)
    except TypeError:
        value = id(value)
    return (value, weight[0], weight[1], *weight[2])
