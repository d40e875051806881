"""Spelling and house style: what to change in the words of an issue, beyond what publication requires.

The house style is data (`themes/<name>/style.toml`). `StyleChecker` turns it into rules and finds what
departs from them; the session and the command line add its findings to those of the rules for publication.
"""

from editor.words.known import Known
from editor.words.spelling.dictionary import NoDictionary, find_dictionaries, find_dictionary
from editor.words.style_checker import StyleChecker
from editor.words.style_rules import UnknownCheck, rules_of

__all__ = ["Known", "NoDictionary", "StyleChecker", "UnknownCheck", "find_dictionaries", "find_dictionary", "rules_of"]
