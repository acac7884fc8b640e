"""How checks are set up: `actes.toml`, or `[tool.actes]` in `pyproject.toml`.

    [check]
    select = ["N", "D"]            # codes or first letters; all by default
    ignore = ["T005"]
    min_severity = "warning"       # info, warning, error
    fail_on = "error"              # exit code 1 from this severity on; "never" to switch off
    lang = "fr"
    register = "persons.csv"       # columns given,family (or prenom,nom)
    waivers = "waivers.toml"

A waiver file lists what was looked at and accepted; the reason is required:

    [[waiver]]
    code = "P002"
    source = "convention.pdf"      # optional, as are act and text (a part of the quotation)
    reason = "third original kept by the notary"

Paths are relative to the file that names them.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actes.errors import InputMissing, InputUnreadable

if TYPE_CHECKING:
    from actes.checks.rule import Severity
    from actes.checks.run import Waiver

SEVERITIES = ("info", "warning", "error")
FILES = ("actes.toml", "pyproject.toml")
KEYS = frozenset(("select", "ignore", "min_severity", "fail_on", "lang", "register", "waivers"))


class ConfigInvalid(InputUnreadable):
    """A setting that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of `actes check`. Paths are resolved."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Severity = "info"
    fail_on: str = "error"
    lang: str = "fr"
    register: Path | None = None
    waivers: Path | None = None


def load(folder: Path) -> Config:
    """The settings found in `folder` or the nearest folder above that has some; the defaults if none has.

    Raises `ConfigInvalid` (one line of French) for a file that cannot be read as settings.
    """
    for place in (folder.resolve(), *folder.resolve().parents):
        for name in FILES:
            path = place / name
            if path.is_file():
                table = _table(path)
                if table is not None:
                    return _config(table, path)
    return Config()


def _table(path: Path) -> dict[str, Any] | None:
    """The `check` table of a settings file, None where a pyproject says nothing of actes."""
    document = _toml(path)
    if path.name == "pyproject.toml":
        document = document.get("tool", {}).get("actes")
        if document is None:
            return None
    table = document.get("check", {}) if isinstance(document, dict) else None
    if not isinstance(table, dict):
        raise ConfigInvalid(f"{path.name} : « check » doit être une table")
    return table


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputMissing(f"{path} : fichier introuvable") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputUnreadable(f"{path} : lecture impossible") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigInvalid(f"{path} : TOML mal formé ({error})") from error


def _config(table: dict[str, Any], path: Path) -> Config:
    unknown = sorted(set(table) - KEYS)
    if unknown:
        raise ConfigInvalid(f"{path.name} : réglage inconnu « {unknown[0]} »")
    for name in ("select", "ignore"):
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            raise ConfigInvalid(f"{path.name} : « {name} » doit être une liste de codes")
    for name in ("min_severity", "fail_on", "lang", "register", "waivers"):
        if not isinstance(table.get(name, ""), str):
            raise ConfigInvalid(f"{path.name} : « {name} » doit être un texte")
    return checked(
        Config(
            select=tuple(table.get("select", ())),
            ignore=tuple(table.get("ignore", ())),
            min_severity=table.get("min_severity", "info"),
            fail_on=table.get("fail_on", "error"),
            lang=table.get("lang", "fr"),
            register=path.parent / table["register"] if "register" in table else None,
            waivers=path.parent / table["waivers"] if "waivers" in table else None,
        )
    )


def checked(config: Config) -> Config:
    """The same settings, once every value is known to be one. Raises `ConfigInvalid`."""
    from actes.checks.run import RULES

    for code in (*config.select, *config.ignore):
        if not code or not any(known.startswith(code.upper()) for known in RULES):
            raise ConfigInvalid(f"code de contrôle inconnu : « {code} »")
    if config.min_severity not in SEVERITIES:
        raise ConfigInvalid(f"gravité inconnue : « {config.min_severity} » (info, warning ou error)")
    if config.fail_on not in (*SEVERITIES, "never"):
        raise ConfigInvalid(f"gravité inconnue : « {config.fail_on} » (info, warning, error ou never)")
    if config.lang not in ("fr", "en"):
        raise ConfigInvalid(f"langue inconnue : « {config.lang} » (fr ou en)")
    return config


def updated(config: Config, **given: Any) -> Config:
    """The settings with those given on the command line (None leaves one as it is)."""
    return checked(replace(config, **{name: value for name, value in given.items() if value is not None}))


GIVEN = ("given", "prenom", "prénom")
FAMILY = ("family", "nom", "nom de famille")


def register(path: Path) -> tuple[tuple[str, str], ...]:
    """The (given name, family name) pairs of a CSV file with a header line. Raises `ActesError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputMissing(f"{path} : fichier introuvable") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputUnreadable(f"{path} : lecture impossible (CSV en UTF-8 attendu)") from error
    lines = text.splitlines()
    delimiter = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    rows = csv.DictReader(lines, delimiter=delimiter)
    names = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
    given, family = _column(names, GIVEN), _column(names, FAMILY)
    if given is None or family is None:
        raise InputUnreadable(f"{path} : colonnes « prenom » et « nom » attendues")
    pairs = (((row[given] or "").strip(), (row[family] or "").strip()) for row in rows)
    return tuple(pair for pair in pairs if all(pair))


def _column(names: dict[str, str], wanted: Iterable[str]) -> str | None:
    return next((names[name] for name in wanted if name in names), None)


def waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file. Raises `ConfigInvalid` for one without code or reason."""
    from actes.checks.run import RULES, Waiver

    made: list[Waiver] = []
    entries = _toml(path).get("waiver", [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise ConfigInvalid(f"{path.name} : des tables [[waiver]] sont attendues")
    for place, entry in enumerate(entries, 1):
        if set(entry) - {"code", "reason", "source", "act", "text"} or not all(
            isinstance(v, str) for v in entry.values()
        ):
            raise ConfigInvalid(f"{path.name} : dispense {place} mal formée")
        if entry.get("code") not in RULES:
            raise ConfigInvalid(f"{path.name} : dispense {place} : code inconnu « {entry.get('code', '')} »")
        if not entry.get("reason", "").strip():
            raise ConfigInvalid(f"{path.name} : dispense {place} ({entry['code']}) sans raison")
        made.append(Waiver(**entry))
    return tuple(made)
