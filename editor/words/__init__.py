"""Spelling and house style: what to change in the words of an issue, beyond what publication requires.

The house style is data (`themes/<name>/style.toml`). `rules_of` turns it into rules for the `Checker` of
`editor.document.rules`; the session and the command line add them to the rules every issue has to pass.
"""

from editor.words.known import Known
from editor.words.spelling.dictionary import NoDictionary, find_dictionary
from editor.words.style_rules import UnknownCheck, rules_of

__all__ = ["Known", "NoDictionary", "UnknownCheck", "find_dictionary", "rules_of"]
