"""The explanation of every rule: the docstring of the function that evidence names.

Enters: the name of a rule. Leaves: what users read about it. Refuses: nothing; an unknown name has no explanation.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import FunctionType, MappingProxyType

PACKAGES = ("stemma.lineage", "stemma.compare", "stemma.claims", "stemma.stories", "stemma.statements", "stemma.places")
"""Where rules stand."""


def explain_rule(name: str, *, of: str = "stemma.lineage") -> str | None:
    """Return the explanation of the rule ``name`` as one paragraph; ``of`` is the package to look in first."""
    places = sorted(PACKAGES, key=lambda package: package != of)
    return next((rules[name] for rules in map(_rules, places) if name in rules), None)


@cache
def _rules(package: str) -> Mapping[str, str]:
    """Return name → explanation of the documented functions of a package, the first module's where names are equal."""
    rules: dict[str, str] = {}
    for name, text in _documented(package):
        rules.setdefault(name, text)
    return MappingProxyType(rules)


def _documented(package: str) -> Iterator[tuple[str, str]]:
    for module in pkgutil.walk_packages(import_module(package).__path__, package + "."):
        for name, value in sorted(vars(import_module(module.name)).items()):
            if isinstance(value, FunctionType) and value.__module__ == module.name and value.__doc__:
                yield name, " ".join(inspect.cleandoc(value.__doc__).split())
