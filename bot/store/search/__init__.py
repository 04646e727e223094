"""Search: the index of the published entries, and finding in it what a reader typed."""
