"""Everything in: what kind of source it is, who reads it, and the issue that it holds."""
