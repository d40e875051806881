"""The main window: menus, toolbar, status bar, messages and log."""
