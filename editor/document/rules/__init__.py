"""Publication rules: `check` returns what keeps an issue from being published, as findings in reading order.

The requirements of a field are declared in its `Spec`; rules read them from the models. Pydantic's validation with a
publication context would validate the whole issue at every keystroke and has neither warnings nor fixes.

A rule is a function. `registry.py` lists all rules.
"""

from editor.document.rules.checker import Checker, check
from editor.document.rules.registry import RULES, is_missing_content
from editor.document.rules.rule import FieldRule, PartRule, Violation

__all__ = ["RULES", "Checker", "FieldRule", "PartRule", "Violation", "check", "is_missing_content"]
