"""Settings of the checks: where they are found, what they may hold, how bad ones are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from actes.config import Config, ConfigInvalid, load, register, updated, waivers
from actes.errors import ActesError, InputMissing, InputUnreadable


def test_defaults_where_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    (tmp_path / "actes.toml").write_text("")
    assert load(tmp_path) == Config()


def test_nearest_folder_above(tmp_path: Path) -> None:
    (tmp_path / "actes.toml").write_text('[check]\nignore = ["T005"]\nwaivers = "w.toml"\n')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    found = load(deep)
    assert found.ignore == ("T005",)
    assert found.waivers == tmp_path.resolve() / "w.toml"


def test_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.actes.check]\nselect = ["N"]\nfail_on = "warning"\nlang = "en"\n')
    found = load(tmp_path)
    assert (found.select, found.fail_on, found.lang) == (("N",), "warning", "en")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[check]\nselct = []\n", "réglage inconnu « selct »"),
        ('[check]\nselect = "N"\n', "liste de codes"),
        ('[check]\nselect = ["Q"]\n', "code de contrôle inconnu : « Q »"),
        ('[check]\nmin_severity = "fatal"\n', "gravité inconnue"),
        ('[check]\nfail_on = "always"\n', "gravité inconnue"),
        ('[check]\nlang = "de"\n', "langue inconnue"),
        ("[check]\nlang = 3\n", "doit être un texte"),
        ("check = 3\n", "doit être une table"),
        ("[check\n", "TOML mal formé"),
    ],
)
def test_bad_settings_are_one_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "actes.toml").write_text(text)
    with pytest.raises(ConfigInvalid) as caught:
        load(tmp_path)
    assert told in str(caught.value)
    assert caught.value.exit_code == 65


def test_command_line_wins() -> None:
    assert updated(Config(lang="en", select=("N",)), lang="fr", select=None) == Config(lang="fr", select=("N",))


@pytest.mark.parametrize(
    "text",
    [
        "given,family\nCamille,ROUX\n",
        "Nom;Prénom\nROUX;Camille\n",
        "\ufeffprenom,nom,service\nCamille,ROUX,x\n,SEUL,x\n",
    ],
)
def test_register(tmp_path: Path, text: str) -> None:
    path = tmp_path / "noms.csv"
    path.write_text(text, encoding="utf-8")
    assert register(path) == (("Camille", "ROUX"),)


def test_register_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        register(tmp_path / "absent.csv")
    path = tmp_path / "noms.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(InputUnreadable):
        register(path)


def test_waivers(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_text('[[waiver]]\ncode = "P002"\nreason = "notaire"\nsource = "c.pdf"\n')
    (one,) = waivers(path)
    assert (one.code, one.reason, one.source, one.act, one.text) == ("P002", "notaire", "c.pdf", "", "")


@pytest.mark.parametrize(
    "text",
    [
        '[[waiver]]\ncode = "P002"\n',
        '[[waiver]]\ncode = "P002"\nreason = " "\n',
        '[[waiver]]\ncode = "Z999"\nreason = "x"\n',
        '[[waiver]]\nreason = "x"\n',
        '[[waiver]]\ncode = "P002"\nreason = "x"\nwhy = "y"\n',
        "waiver = 3\n",
    ],
)
def test_waiver_without_code_or_reason(tmp_path: Path, text: str) -> None:
    path = tmp_path / "w.toml"
    path.write_text(text)
    with pytest.raises(ActesError):
        waivers(path)
