"""The standard models and the bundles of this user: what there is to pull, and how it is fetched, kept and carried."""
