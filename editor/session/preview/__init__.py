"""The renderer process: starting, watching and restarting it."""
