"""Characters and words: normalising, sentences, tokens, numbers and dates. Pure."""
