"""What makes the whole window usable by keyboard: Enter on buttons, and ways to any command or field by name."""
