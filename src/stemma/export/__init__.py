"""Export: what a case looks like outside."""
