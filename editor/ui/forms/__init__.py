"""Forms generated from the schema. A field added to a model appears without code in this package."""

from editor.ui.forms.form import Form

__all__ = ["Form"]
