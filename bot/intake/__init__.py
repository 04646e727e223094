"""The one way in: from a page, a file or a message to stored entries."""
