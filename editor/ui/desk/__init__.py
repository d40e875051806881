"""The desk: outline, form, pages, problems and search for one open issue."""
