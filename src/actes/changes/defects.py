"""The defects that a new version of an act mends, and those it brings."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from actes.checks.rule import Finding
from actes.checks.run import Options, check
from actes.lines import fold
from actes.model import Dossier


class Defects(NamedTuple):
    """`mended` are findings of the first version that the second has no more, `brought` those it has anew."""

    mended: tuple[Finding, ...]
    brought: tuple[Finding, ...]


def defects(before: Dossier, after: Dossier, options: Options | None = None) -> Defects:
    """The findings that differ: the same check on the same words is the same finding, wherever it stands."""
    one, two = check(before, options), check(after, options)
    return Defects(_less(one, two), _less(two, one))


def _less(these: list[Finding], those: list[Finding]) -> tuple[Finding, ...]:
    """The findings of `these` that have no counterpart in `those`, each counterpart used once."""
    left = Counter(_key(finding) for finding in those)
    kept: list[Finding] = []
    for finding in these:
        key = _key(finding)
        if left[key]:
            left[key] -= 1
        else:
            kept.append(finding)
    return tuple(kept)


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, " ".join(fold(finding.text).split())
