"""Documents: clean text with what is known of it."""
