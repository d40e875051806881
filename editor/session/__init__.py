"""The open issue and what goes on around it: undo, findings, saving, the renderer. Qt without widgets."""

from editor.session.singletons import make_immortal

make_immortal()
