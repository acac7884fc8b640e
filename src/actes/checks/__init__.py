"""Checks: what a careful reader would report of an act. They read only the model."""
