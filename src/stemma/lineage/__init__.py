"""Lineage: who retells whom inside a story."""
