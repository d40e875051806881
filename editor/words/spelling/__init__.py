"""Spelling: a dictionary in Hunspell's format, the names the desk knows, and what is left to complain about."""
