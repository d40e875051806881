"""General widgets and layouts that know nothing of issues."""
