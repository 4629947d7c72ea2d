"""The settings: `base` is shared, its siblings are the environments."""
