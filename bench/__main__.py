"""``python -m bench gates | all | NAME… [--update [--allow-regression]]``.

``gates`` runs the quality benchmarks that have floors in ``bench/floors.toml`` and fails below a floor; speed is
measured, never gated. ``--update`` writes
the figures of this run as the new floors (never lower, unless ``--allow-regression``) and the cases of each
benchmark to ``bench/runs/``.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.measure import DataAbsent, Measurement

BENCHMARKS = (
    "quality.attribution",
    "quality.languages",
    "quality.speakers",
    "quality.factuality",
    "quality.places",
    "quality.times",
    "quality.pages",
    "quality.pictures",
    "quality.stories",
    "quality.energy",
    "quality.alignment",
    "quality.coreference",
    "quality.stance",
    "quality.findings",
    "quality.lineage",
    "quality.lineage.byhand",
    "quality.lineage.copying",
    "quality.lineage.independence",
    "quality.lineage.passages",
    "quality.lineage.signs",
    "quality.demo",
    "speed.archives",
    "speed.lineage",
    "speed.trace",
    "speed.places",
    "speed.statements",
)
HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
SLACK = 0.0005
"""Floors are written with three decimals, rounded down; rounding alone must not fail a gate."""

Floors = dict[str, dict[str, str | float]]


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmarks asked for; 0 when every floor holds, 1 when one does not."""
    options = _options(arguments)
    floors: Floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    wanted = _wanted(options.names, floors)
    below: list[str] = []
    for name in wanted:
        try:
            measured: Measurement = importlib.import_module(f"bench.{name}").measure()
        except DataAbsent as absent:
            print(f"{name}: skipped, {absent}\n")
            continue
        _show(name, measured, floors.get(name, {}))
        if options.update:
            floors[name] = _raised(name, measured, floors.get(name, {}), options.allow_regression)
            _keep(name, measured)
        below += _below(name, measured, floors.get(name, {}))
    if options.update:
        FLOORS.write_text(_written(floors), encoding="utf-8")
    print("\n".join(below) or "No figure is below its floor.")
    return int(bool(below))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="+", help="gates, all, or names such as quality.attribution")
    parser.add_argument("--update", action="store_true", help="write this run's figures as the floors")
    parser.add_argument("--allow-regression", action="store_true", help="let --update lower a floor")
    return parser.parse_args(arguments)


def _wanted(names: list[str], floors: Floors) -> list[str]:
    if names == ["all"]:
        return list(BENCHMARKS)
    if names == ["gates"]:
        return [name for name in BENCHMARKS if name in floors and name.startswith("quality.")]
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    return names


def _show(name: str, measured: Measurement, floors: Mapping[str, str | float]) -> None:
    print(f"{name}  (inputs {measured.inputs})")
    columns = {"ours": measured.figures, "floor": floors, **measured.peers}
    print("  " + "".join(f"{head:>{max(14, len(head) + 2)}}" for head in columns))
    for figure in measured.figures:
        values = ((max(14, len(head) + 2), column.get(figure)) for head, column in columns.items())
        cells = (f"{value:{wide}.3f}" if isinstance(value, int | float) else " " * wide for wide, value in values)
        print("  " + "".join(cells) + f"  {figure}")
    for note in measured.notes:
        print(f"  {note}")
    print()


def _below(name: str, measured: Measurement, floors: Mapping[str, str | float]) -> Iterator[str]:
    if floors and floors.get("inputs") != measured.inputs:
        yield f"{name}: the inputs changed ({floors.get('inputs')} → {measured.inputs}); measure anew with --update"
    for figure, floor in floors.items():
        if figure == "inputs" or not isinstance(floor, int | float):
            continue
        value = measured.figures.get(figure)
        if value is None or value < floor - SLACK:
            yield f"{name}: {figure} is {value}, below its floor {floor}"


def _raised(name: str, measured: Measurement, floors: Mapping[str, str | float], allow: bool) -> dict[str, str | float]:
    raised: dict[str, str | float] = {"inputs": measured.inputs}
    for figure, value in measured.figures.items():
        new = int(value * 1000) / 1000
        old = floors.get(figure)
        if isinstance(old, int | float) and new < old and not allow:
            print(f"{name}: {figure} fell from {old} to {new}; the floor stays (--allow-regression lowers it)")
            new = float(old)
        raised[figure] = new
    return raised


def _keep(name: str, measured: Measurement) -> None:
    if measured.cases:
        lines = [f"{case}\t{outcome}\n" for case, outcome in sorted(measured.cases.items())]
        (HERE / "runs" / f"{name}.tsv").write_text("".join(lines), encoding="utf-8")


def _written(floors: Floors) -> str:
    lines = ["# Written by `python -m bench … --update`: the figures below which `make gates` fails.\n"]
    for name in sorted(floors):
        lines.append(f'\n["{name}"]\n')
        lines += [f'"{k}" = "{v}"\n' if isinstance(v, str) else f'"{k}" = {v}\n' for k, v in floors[name].items()]
    return "".join(lines)


if __name__ == "__main__":
    sys.exit(main())
