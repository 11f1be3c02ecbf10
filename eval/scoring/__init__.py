"""From items to figures: rows of metrics, resampling, tables."""
