"""How the program looks: colours, type, icons. Nobody else in the project writes a colour of the window."""
