"""Computed styles that outlive their document: an element in the same surroundings has the same style."""

from typing import Any

from weasyprint import HTML
from weasyprint.css import ComputedStyle, StyleFor

Pseudo = str | None
"""A pseudo-element, such as "before"; None for the element itself."""
Styles = dict[Pseudo, ComputedStyle]


class StyleMemory:
    """The styles of one section, by the place of their elements and by the declarations that apply to them."""

    def __init__(self) -> None:
        self.places: dict[Any, tuple[int, Styles]] = {}
        self._by_cascade: dict[Any, ComputedStyle] = {}

    def add(self, place: Any, styles: Styles, parent: ComputedStyle | None) -> tuple[int, Styles]:
        """Remember the styles of an element and its pseudo-elements under a new number."""
        own = self.shared(None, styles[None], parent)
        shared = {pseudo: self.shared(pseudo, style, own) if pseudo else own for pseudo, style in styles.items()}
        found = self.places[place] = (len(self.places) + 1, shared)
        return found

    def shared(self, pseudo: Pseudo, style: ComputedStyle, parent: ComputedStyle | None) -> ComputedStyle:
        """The first style with the same declarations and parent."""
        cascaded = tuple((name, *_hashable(*value)) for name, value in style.cascaded.items())
        style.parent_style = parent
        return self._by_cascade.setdefault((id(parent), pseudo, cascaded), style)


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
            place = (
                above[0],
                known[wrapper.previous and wrapper.previous.etree_element][0],
                len(wrapper.etree_siblings) - wrapper.index,
                element.tag,
                tuple(element.attrib.items()),
                bool(element.text),
                len(element) > 0,
            )
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


def _hashable(value: Any, weight: Any) -> tuple[Any, ...]:
    """Equal only for equal declarations. What has no hash belongs to a stylesheet, which is kept."""
    try:
        hash(value)
    except TypeError:
        value = id(value)
    return (value, repr(weight))
