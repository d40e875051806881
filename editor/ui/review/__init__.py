"""The review of an open issue as it is seen: comments and suggestions in the margin, states, comparisons."""
