"""What can be said and done about an issue as a value: paths, inline text, findings, rules. No Qt, no files."""
