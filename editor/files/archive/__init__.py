"""The archive: every issue of a newsroom's folder in a full-text index under the user's cache folder.

Reading the index (`searching`, `covered`) does not import the models of the issue, which take longer to load than a
search takes. Only `documents` imports them, when a file has changed. Design: `docs/decisions/0002-archive-index.md`.
"""
