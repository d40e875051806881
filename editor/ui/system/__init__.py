"""What the program asks of the system: to open files and addresses, and to ask for files."""
