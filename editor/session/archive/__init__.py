"""The archive of the newsroom's folder while the program is open: kept up to date, searched, asked while writing."""
