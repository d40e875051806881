"""The window and everything that is seen in it. Nothing here changes an issue but through the session."""

from editor.session.singletons import make_immortal

make_immortal()
