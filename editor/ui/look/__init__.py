"""The appearance of the window: colours, fonts and icons. Colours are defined here only."""
