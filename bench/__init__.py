"""Measurements: quality against labelled data, speed against the bare parse."""
