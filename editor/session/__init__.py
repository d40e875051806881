"""The open issue: undo, findings, saving, merging, preview and review. Qt without widgets."""

from editor.session.none_refcount_workaround import make_immortal
from editor.session.qt_without_import_hook import load_qt

make_immortal()
load_qt()
