"""One file per job that Python does: each registers its handler with `@handler(kind)`."""
