"""Issue files, themes and safe writing: all that touches the disk. No Qt."""
