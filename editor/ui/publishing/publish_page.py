"""The publish page: which outputs, with what to know about each beforehand, and the button that makes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pydantic import ValidationError
from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.formats.outgoing.written import OutputNote
from editor.formats.outputs import SET_ADDRESS
from editor.session.publishing.job import Choice
from editor.session.publishing.output_maker import MadeOutputs
from editor.session.publishing.output_names import MAIN, PDF, known, publish_label
from editor.session.publishing.refusal import Reason, Refusal
from editor.ui.pages.page import Page
from editor.ui.publishing.output_card import FRAGMENT, WORD, OutputCard
from editor.ui.settings import Settings
from editor.ui.text.plain_line import PlainLine
from editor.ui.widgets.line_units import limit_width
from schemas.theme import Online

ADDRESS_HELP = "The folder of your web pages on the web. Emails, web pages and feeds link to it."
WRONG_ADDRESS = "Not an address of a folder. Write one such as https://example.org/news/, with a slash at the end."
PROOF_HELP = "Marked as a proof; may contain errors."
MARKED_PROOF = "A proof is marked as one and may contain errors."
_WIDEST = 48
"""Maximum width of the cards, in line heights."""

FileNames = Callable[[str, bool], tuple[str, ...]]
"""Returns the names of an output's files; the second argument says whether it is a proof."""
_ADDRESS_LINES = 25


class PublishPage(Page):
    """Choices are stored in the settings as they are made, so that one click repeats them."""

    publish_requested = Signal(object)
    """A `Choice`."""
    preflight_requested = Signal()
    """An option changed: the notes are to be made anew."""
    copy_requested = Signal(str, str)
    """The name of an output, and "html" or "text"."""
    folder_requested = Signal(str)
    """The name of an output whose folder is to be chosen."""
    problems_requested = Signal()
    """Show the errors of the issue."""
    checklist_requested = Signal()

    def __init__(
        self,
        settings: Settings,
        theme: str,
        refusal: Refusal | None,
        file_names: FileNames,
        *,
        theme_address: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`theme` is the name of the issue's theme, `theme_address` its own address of web pages."""
        super().__init__("Publish", "Back", parent)
        self._settings = settings
        self._theme = theme
        self._refusal = refusal
        self._file_names = file_names
        self.cards = {name: OutputCard(name) for name in MAIN}
        self.address = PlainLine(placeholder=theme_address or "https://example.org/news/")
        self.address_error = _label(WRONG_ADDRESS, "problem-error")
        self.proof = QCheckBox("Proof")
        self.proof.setAccessibleName("Proof")
        self.proof.setAccessibleDescription(PROOF_HELP)
        self.proof.setToolTip(PROOF_HELP)
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.setAutoDefault(True)
        self._lay_out()
        self.show_choice()
        self._connect()
        self._update()

    @property
    def first(self) -> QWidget:
        """The widget that gets the focus first: Enter publishes what was published last."""
        return self.button

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the chosen outputs."""
        return tuple(name for name, card in self.cards.items() if card.is_chosen)

    @property
    def choice(self) -> Choice:
        """What is chosen. That the review is included is not remembered: it goes out only when it was asked for."""
        with_review, pdf = self.cards[WORD].review, self.cards[PDF]
        return Choice(
            self.chosen,
            self.proof.isChecked(),
            with_review.isChecked(),
            pdf.attach.isChecked(),
            pdf.line_numbers.isChecked(),
        )

    def show_choice(self) -> None:
        """Show what was chosen last."""
        chosen = known(self._settings.outputs)
        for name, card in self.cards.items():
            card.show_choice(
                chosen=name in chosen,
                companions=self._settings.companions,
                heading_level=self._settings.heading_level,
            )
        self.cards[PDF].attach.setChecked(self._settings.attaches_issue)
        self.cards[PDF].line_numbers.setChecked(self._settings.numbers_lines)
        self.address.setText(self._settings.base_address(self._theme))
        self.address_error.hide()
        self.show_places()

    @Slot()
    def show_places(self) -> None:
        """Show where the outputs will be saved."""
        for name, card in self.cards.items():
            names = [*self._file_names(name, self.proof.isChecked())]
            for other in card.chosen_companions:
                names += self._file_names(other, self.proof.isChecked())
            card.show_place(names, self._settings.output_folder(name))

    def show_pdf_notes(self, notes: Sequence[OutputNote]) -> None:
        """Show what to know about the PDF."""
        self.cards[PDF].show_notes(notes, None, ())

    def show_made(self, made: MadeOutputs, lost: Sequence[OutputNote]) -> None:
        """Show what to know about the other outputs. `lost` is about characters that none of them can carry."""
        failures: Mapping[str, OutputNote] = made.failures
        for name, card in self.cards.items():
            if name in failures:
                card.show_notes((failures[name],), None, ())
            elif name in made.written:
                written = made.written[name]
                notes = (_shown_here(note) for note in (*written.notes, *lost))
                card.show_notes(tuple(notes), written.meter, made.joined.get(name, ()))

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 8, 8, 16)
        # The column limits the width: texts of a limited card would be given the height for the width of the page.
        holder = self._holder = QWidget()
        self._limit_width()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(holder, 1)
        row.addStretch(0)
        self.body.addLayout(row)
        if self._refusal is not None:
            column.addWidget(self._refusal_card(self._refusal))
        widest = max(card.check.sizeHint().width() for card in self.cards.values())
        for card in self.cards.values():
            card.check.setMinimumWidth(widest)  # the descriptions are aligned
            column.addWidget(card)
        name = _label("Address of the web pages", "field-label")
        name.setContentsMargins(0, 12, 0, 0)
        name.setBuddy(self.address)
        self.address.setAccessibleName("Address of the web pages")
        self.address.setAccessibleDescription(ADDRESS_HELP)
        limit_width(self.address, _ADDRESS_LINES)
        for widget in (name, self.address, _label(ADDRESS_HELP, "help"), self.address_error):
            column.addWidget(widget)
        self.body.addStretch(1)
        foot = QFrame()
        foot.setProperty("role", "bar")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(16)
        row.addWidget(self.button)
        row.addWidget(self.proof)
        row.addWidget(_label(PROOF_HELP, "help"), 1)
        page = self.layout()
        assert isinstance(page, QVBoxLayout)
        page.addWidget(foot)

    def _limit_width(self) -> None:
        self._holder.setMaximumWidth(_WIDEST * self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._limit_width()

    def _refusal_card(self, refusal: Refusal) -> QFrame:
        card = QFrame()
        card.setProperty("role", "banner")
        card.setProperty("level", refusal.level.value)
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        why = refusal.why.rstrip(".")
        texts.addWidget(_label(f"Only a proof can be published: {why}.", "section"))
        help = MARKED_PROOF if refusal.reason is Reason.ERRORS else refusal.help
        texts.addWidget(_label(help, "note"))
        row.addLayout(texts, 1)
        text, signal = ("Show Errors", self.problems_requested)
        if refusal.reason is not Reason.ERRORS:
            text, signal = ("Checklist", self.checklist_requested)
        button = QPushButton(text)
        button.setAutoDefault(True)
        button.clicked.connect(signal)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return card

    def _connect(self) -> None:
        self.button.clicked.connect(self._on_button)
        self.proof.toggled.connect(self._on_proof_toggled)
        self.address.editingFinished.connect(self._save_address)
        for card in self.cards.values():
            card.toggled.connect(self._on_choice)
            card.option_changed.connect(self._on_option)
            card.copy_requested.connect(self.copy_requested)
            card.folder_requested.connect(self.folder_requested)
        self._settings.changed.connect(self.show_places)

    @Slot()
    def _on_button(self) -> None:
        self.publish_requested.emit(self.choice)

    @Slot()
    def _on_choice(self) -> None:
        self._save_choice()
        self._update()

    @Slot()
    def _on_option(self) -> None:
        self._save_choice()
        self._settings.set_heading_level(self.cards[FRAGMENT].level.currentIndex() + 1)
        self._settings.set_attaches_issue(self.cards[PDF].attach.isChecked())
        self._settings.set_numbers_lines(self.cards[PDF].line_numbers.isChecked())
        self.show_places()
        self.preflight_requested.emit()

    @Slot()
    def _on_proof_toggled(self) -> None:
        self.show_places()
        self._update()
        self.preflight_requested.emit()

    def _save_choice(self) -> None:
        companions = {name for card in self.cards.values() for name in card.chosen_companions}
        if self.chosen:  # nothing chosen is not worth remembering
            self._settings.set_outputs(self.chosen, companions)

    @Slot()
    def _save_address(self) -> None:
        address = self.address.text().strip()
        if address and not address.endswith("/"):
            address += "/"
        try:
            Online(base_address=address)
        except ValidationError:
            self.address_error.show()
            return
        self.address_error.hide()
        if address != self._settings.base_address(self._theme):
            self.address.setText(address)
            self._settings.set_base_address(self._theme, address)
            self.preflight_requested.emit()

    def _update(self) -> None:
        chosen, proof = self.chosen, self.proof.isChecked()
        self.button.setEnabled(bool(chosen))
        text = publish_label(chosen) if chosen else "Publish"
        self.button.setText(f"{text} as Proof" if proof else text)
        for card in self.cards.values():
            card.allow_copying(proof or self._refusal is None, "Only a proof can be copied: select Proof.")


def _shown_here(note: OutputNote) -> OutputNote:
    """The note, with what to do on this page."""
    return replace(note, help="Enter it below.") if note.help == SET_ADDRESS else note


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
