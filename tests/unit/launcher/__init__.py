"""Tests of the launcher ./newsdesk."""
