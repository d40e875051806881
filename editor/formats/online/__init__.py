"""Shared by mail, web page, fragment and feeds: HTML from the templates of a theme."""
