"""The window and its widgets. They change an issue through the session only."""

# Modules without Qt are imported first: PySide6 reads the source of every module imported after it, to look for its
# feature switches. That costs a twelfth of the start-up time.
import editor.document.rules
import editor.files.journal.recovery
import editor.files.newsroom
import editor.files.themes
import editor.publish.protocol  # noqa: F401
from editor.session.none_refcount_workaround import make_immortal

make_immortal()
