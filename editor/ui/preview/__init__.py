"""The real pages beside the text: what the renderer sends, as it will be printed."""
