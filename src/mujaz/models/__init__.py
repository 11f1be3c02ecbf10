"""Models on disk: bundles, their manifests, and how they are made."""

from mujaz.models.bundle import Bundle, bundle_names, open_bundle
from mujaz.models.loading import load

__all__ = ["Bundle", "bundle_names", "load", "open_bundle"]
