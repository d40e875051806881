"""Property tests with Hypothesis."""
