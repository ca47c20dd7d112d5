"""Compare two values and say why they match: texts, names, values, statements."""
