"""Comparison of two issues by section, by field and word by word."""
