"""Forms that follow the schema: a field added to a model shows up here without a line of code in this package."""

from editor.ui.forms.form import Form

__all__ = ["Form"]
