"""A language model of one's own as summariser: asked by HTTP, believed where the article says so."""
