"""Fitting and judging the cutter of page dumps: `fit_cutting.py`."""
