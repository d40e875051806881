"""How the panes of the desk share a window of any size."""
