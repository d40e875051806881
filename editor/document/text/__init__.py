"""Texts of an issue: limited Markdown, scripts and character classes, dates, typography."""
