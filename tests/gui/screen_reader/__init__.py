"""Walks the running program over AT-SPI."""
