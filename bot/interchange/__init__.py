"""The JSON that other programs rely on: what commands print, and what export writes for import."""
