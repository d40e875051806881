"""Changes of a desk's library: merging what two people changed, and two entries for one person or body."""
