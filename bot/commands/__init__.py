"""The commands of the shell, each a thin layer over the rooms."""
