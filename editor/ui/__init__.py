"""The window and its widgets. They change an issue through the session only."""

import editor.session  # noqa: F401
