"""The standard models and this user's bundles: pulled, listed, removed, carried to other machines."""
