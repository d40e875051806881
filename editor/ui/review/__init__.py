"""The review of an open issue: comments and suggestions in the margin, approvals, comparisons."""
