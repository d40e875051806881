"""The preview of mail and web page, in tabs beside the pages."""
