"""Reads French administrative acts into a typed, verifiable model."""

__version__ = "0.1.0"
