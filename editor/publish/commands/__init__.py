"""Work of commands that a running editor does for them: its renderer has everything loaded.

A command finds the renderers of its user by their sockets. A renderer forks a process that does the work, if both sides
are the same program, started by the same user in the same file system.
"""
