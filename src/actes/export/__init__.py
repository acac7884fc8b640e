"""The model in other formats, one file each."""
