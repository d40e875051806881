"""Reviewing the open issue: comments, suggestions, approvals, comparisons and redlines."""
