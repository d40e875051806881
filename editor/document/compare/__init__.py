"""What differs between two issues: by section, by field, word by word."""
