"""The open issue and what goes on around it: undo, findings, saving, the renderer. Qt without widgets."""

from editor.session.none_refcount_workaround import make_immortal

make_immortal()
