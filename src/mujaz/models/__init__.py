"""Models on disk: bundles, their manifests, and how they are made."""

from mujaz.models.bundle import Bundle, list_bundles, open_bundle

__all__ = ["Bundle", "list_bundles", "open_bundle"]
