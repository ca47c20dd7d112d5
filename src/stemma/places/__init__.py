"""Places: a gazetteer index and a resolver."""
