"""One set of rules for everything that comes in: what a source's blocks become, and what is said about the rest."""
