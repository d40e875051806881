"""The open issue: undo, findings, saving, merging, preview and review. Qt without widgets."""

from editor.session.none_refcount_workaround import make_immortal

make_immortal()
