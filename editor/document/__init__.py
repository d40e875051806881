"""Operations on issues as immutable values: paths, edits, inline text, rules, review, comparison. No Qt, no files."""
