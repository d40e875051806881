"""General widgets and layouts, independent of issues."""
