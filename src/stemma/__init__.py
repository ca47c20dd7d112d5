"""Stemma: who stands behind a claim, and who only retells it."""
