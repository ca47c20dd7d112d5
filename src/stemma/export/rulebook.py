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

PACKAGES = ("stemma.lineage", "stemma.claims", "stemma.compare", "stemma.stories", "stemma.statements", "stemma.places")
"""Where rules stand; of two functions with one name the first found is the rule."""


def explain_rule(name: str) -> str | None:
    """Return the explanation of the rule ``name``, as one paragraph."""
    return _rules().get(name)


@cache
def _rules() -> Mapping[str, str]:
    rules: dict[str, str] = {}
    for name, text in _documented():
        rules.setdefault(name, text)
    return MappingProxyType(rules)


def _documented() -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        for module in _modules(package):
            for name, value in sorted(vars(import_module(module)).items()):
                if isinstance(value, FunctionType) and value.__module__ == module and value.__doc__:
                    yield name, " ".join(inspect.cleandoc(value.__doc__).split())


def _modules(package: str) -> list[str]:
    inner = pkgutil.iter_modules(import_module(package).__path__)
    return [package, *(f"{package}.{module.name}" for module in inner)]
