"""The newsletter's plain-text form: reading and writing it."""
