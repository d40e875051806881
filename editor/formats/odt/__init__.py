"""OpenDocument text (ODF 1.3), as LibreOffice saves it: read into a source document."""
