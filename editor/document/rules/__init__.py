"""What an issue must be to be published. `check` says what it is not, as findings in reading order.

What a field needs stands beside it in the models (`Spec`); rules walk the models and read it there. Pydantic's own
validation with a publication context was the other way: it would read the whole issue again at every keystroke
(frozen parts that did not change are not remembered), and its errors know no warnings and no fixes.

A rule is a function; `registry.py` is the one place that lists them all.
"""

from editor.document.rules.checker import Checker, check
from editor.document.rules.registry import RULES, is_missing_content
from editor.document.rules.rule import FieldRule, PartRule, Violation

__all__ = ["RULES", "Checker", "FieldRule", "PartRule", "Violation", "check", "is_missing_content"]
