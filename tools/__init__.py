"""What the project needs and users do not: the generated pages of ``docs/``."""
