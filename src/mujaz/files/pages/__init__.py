"""The article in an HTML page."""
