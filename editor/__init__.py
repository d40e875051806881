"""Newsdesk: the editor in which a policy newsletter is written, checked and published."""

__version__ = "0.2.0"
