"""The window and everything that is seen in it. Nothing here changes an issue but through the session."""

# First, what knows nothing of Qt: its bindings read the source of each module that is imported after them, in search
# of features that it may ask for. That is a twelfth of what a start costs.
import editor.document.rules
import editor.files.journal.recovery
import editor.files.newsroom
import editor.files.themes
import editor.publish.protocol  # noqa: F401
from editor.session.none_refcount_workaround import make_immortal

make_immortal()
