"""Pages shown in place of the desk: preferences, shortcuts and the navigation to them."""
