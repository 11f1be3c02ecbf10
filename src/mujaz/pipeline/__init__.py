"""From files to briefs: read, clean, summarize, translate, write."""
