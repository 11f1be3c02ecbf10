"""The translation models that Firefox itself downloads: found, fetched, unpacked, made a bundle."""
