"""Files in and out: opening, inputs, identity, writing, locks."""
