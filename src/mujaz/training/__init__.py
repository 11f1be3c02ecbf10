"""Training of bundles from checked-in recipes (extra [torch])."""
