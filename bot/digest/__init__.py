"""Planning: who is due, what goes in, in which order."""
