"""Tests of the archive index."""
