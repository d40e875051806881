"""Actions in LibreOffice, run by a Python that has `uno` (Debian's python3-uno) and not by that of the tests.

python3 office_actions.py PORT-PIPE ACTION IN OUT
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any

FORMAT = "MS Word 2007 XML"
AUTHOR = ("Freda", "Freelance")


def main(pipe: str, action: str, source: str, target: str) -> None:
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    context = _connected(resolver, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    manager = context.ServiceManager
    _sign(manager, context)
    document = _opened(manager, context, uno.systemPathToFileUrl(source), with_view=action in WITH_VIEW)
    try:
        ACTIONS[action](manager, context, document)
        kind = "writer_pdf_Export" if target.endswith(".pdf") else FORMAT
        document.storeToURL(uno.systemPathToFileUrl(target), (_value("FilterName", kind),))
    finally:
        document.close(True)


def _opened(manager: Any, context: Any, url: str, *, with_view: bool) -> Any:
    """A document; without a view where none is needed, as a LibreOffice without a screen cannot show comments."""
    if with_view:
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        return desktop.loadComponentFromURL(url, "_blank", 0, (_value("Hidden", True),))
    document = manager.createInstanceWithContext("com.sun.star.comp.Writer.TextDocument", context)
    document.load((_value("URL", url), _value("FilterName", FORMAT)))
    return document


def _connected(resolver: Any, address: str) -> Any:
    for _ in range(300):
        try:
            return resolver.resolve(address)
        except Exception:
            time.sleep(0.1)
    raise SystemExit("LibreOffice did not answer.")


def _value(name: str, value: object) -> Any:
    from com.sun.star.beans import PropertyValue

    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def _sign(manager: Any, context: Any) -> None:
    """Work under the name of the colleague."""
    provider = manager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    node = (_value("nodepath", "/org.openoffice.UserProfile/Data"),)
    data = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", node)
    data.givenname, data.sn = AUTHOR
    data.commitChanges()


def _dispatch(manager: Any, context: Any, document: Any, command: str) -> None:
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())


def accept_all(manager: Any, context: Any, document: Any) -> None:
    _dispatch(manager, context, document, "AcceptAllTrackedChanges")


def reject_all(manager: Any, context: Any, document: Any) -> None:
    _dispatch(manager, context, document, "RejectAllTrackedChanges")


def save(manager: Any, context: Any, document: Any) -> None:
    """Open and save."""


def _found(document: Any, words: str) -> Any:
    """The words in the last paragraph that has them: the first may be that of the contents."""
    listed = document.Text.createEnumeration()
    paragraphs = []
    while listed.hasMoreElements():
        paragraphs.append(listed.nextElement())
    for paragraph in reversed(paragraphs):
        if words in paragraph.String:
            cursor = document.Text.createTextCursorByRange(paragraph.Start)
            cursor.goRight(paragraph.String.index(words), False)
            cursor.goRight(len(words), True)
            return cursor
    raise AssertionError(words)


def _annotated(document: Any, words: str, text: str) -> None:
    from com.sun.star.util import DateTime

    note = document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Author, note.Content = " ".join(AUTHOR), text
    now = DateTime()
    now.Year, now.Month, now.Day, now.Hours, now.Minutes = 2025, 3, 14, 15, 9
    note.DateTimeValue = now
    found = _found(document, words)
    found.Text.insertTextContent(found, note, True)


def review(manager: Any, context: Any, document: Any) -> None:
    """What a colleague does: type over a word, delete words, add words and a bullet, split a paragraph, comment."""
    document.RecordChanges = True
    _edit(document)


def _edit(document: Any) -> None:
    _found(document, "QREPLACE").String = "replaced"
    _found(document, " QDELETE").String = ""
    end = _found(document, "QAPPEND").End
    end.Text.insertString(end, " and more", False)
    bullet = _found(document, "QBULLET").End
    bullet.Text.insertControlCharacter(bullet, 0, False)
    bullet.Text.insertString(bullet, "A new bullet", False)
    split = _found(document, "QSPLIT").End
    split.Text.insertControlCharacter(split, 0, False)
    _annotated(document, "QCOMMENT", "Is this so?")


def review_untracked(manager: Any, context: Any, document: Any) -> None:
    """The same with track changes switched off."""
    document.RecordChanges = False
    _edit(document)


def answer(manager: Any, context: Any, document: Any) -> None:
    """Comment on inserted words. LibreOffice 7.4 cannot answer a comment by script."""
    _annotated(document, "QTINY", "I prefer the old word.")


ACTIONS = {
    "answer": answer,
    "accept": accept_all,
    "reject": reject_all,
    "save": save,
    "review": review,
    "review-untracked": review_untracked,
}

WITH_VIEW = ("accept", "reject")

if __name__ == "__main__":
    main(*sys.argv[1:5])
    # The bridge's threads sometimes crash a Python that ends in the usual way, after everything is done.
    os._exit(0)
