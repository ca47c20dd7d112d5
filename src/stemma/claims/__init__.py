"""Claims: what several statements assert in common, its origins, status and findings."""
