"""The command line: one verb per function of the API, no logic of its own."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from actes.errors import ActesError, OutputFailed

app = typer.Typer(
    name="actes",
    help="Lit des actes administratifs français et en donne un modèle typé, où chaque valeur dit où elle a été lue.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Files = Annotated[list[str], typer.Argument(metavar="FICHIER…", help="Fichiers à lire ; « - » lit l'entrée standard.")]


@app.command()
def parse(
    files: Files,
    values: Annotated[bool, typer.Option("--values", help="N'écrire que les valeurs, sans leurs places.")] = False,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="DOSSIER|-",
            help="Dossier où écrire un JSON par fichier ; « - » : sortie standard.",
        ),
    ] = "-",
) -> None:
    """Lit des actes et écrit leur modèle en JSON.

    Un fichier donne un document JSON indenté ; plusieurs fichiers donnent un document par ligne.
    """
    import json

    from actes.api import parse as parse_file
    from actes.model import Dossier

    def text_of(dossier: Dossier, indent: int | None) -> str:
        if values:
            return json.dumps(dossier.values(), ensure_ascii=False, indent=indent)
        return dossier.model_dump_json(indent=indent)

    worst = 0
    targets = _targets(files, output)
    for file in files:
        try:
            source, name = _source(file)
            dossier = parse_file(source, name=name)
            target = targets[file]
            if target is None:
                _write_out(text_of(dossier, 2 if len(files) == 1 else None) + "\n")
            else:
                _write(target, text_of(dossier, 2) + "\n")
            for notice in dossier.notices:
                _say(f"{dossier.source.name} : {notice.message}")
        except ActesError as error:
            _say(f"actes : {error}")
            worst = worst or error.exit_code
    raise typer.Exit(worst)


@app.command()
def show(files: Files) -> None:
    """Montre un résumé lisible des actes d'un fichier."""
    from actes.api import parse as parse_file
    from actes.report.summary import show as show_dossier

    worst = 0
    for file in files:
        try:
            source, name = _source(file)
            show_dossier(parse_file(source, name=name))
        except ActesError as error:
            _say(f"actes : {error}")
            worst = worst or error.exit_code
    raise typer.Exit(worst)


@app.command()
def schema() -> None:
    """Écrit le schéma JSON du modèle."""
    from actes.export.schema import schema as schema_text

    _write_out(schema_text())


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="ÉTIQUETTES", help="Dossier des étiquettes (*.json).")],
    documents: Annotated[
        Path | None,
        typer.Argument(metavar="DOCUMENTS", help="Dossier des documents ; par défaut « docs » à côté des étiquettes."),
    ] = None,
    only: Annotated[str, typer.Option("--only", help="Seulement les documents dont le nom contient ce texte.")] = "",
    errors: Annotated[bool, typer.Option("--errors", help="Montrer chaque manque (-) et chaque excès (+).")] = False,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", help="Référence : les gains et les pertes sont listés, une perte sort en 1."),
    ] = None,
    write: Annotated[
        Path | None, typer.Option("--write-baseline", help="Écrire les scores comme nouvelle référence.")
    ] = None,
) -> None:
    """Mesure la lecture, champ par champ, contre des étiquettes faites à la main."""
    from actes.evaluate import against, as_baseline
    from actes.evaluate import evaluate as measure
    from actes.report.scores import show as show_scores

    try:
        report = measure(gold, documents or gold.parent / "docs", only)
        show_scores(report, errors=errors)
        changes = against(report, baseline) if baseline else ()
        for change in changes:
            word = "perte" if change.after < change.before else "gain"
            print(f"{word} {change.field} ({change.level}) : {change.before:.4f} → {change.after:.4f}")
        if write:
            _write(write, as_baseline(report))
    except ActesError as error:
        _say(f"actes : {error}")
        raise typer.Exit(error.exit_code) from error
    raise typer.Exit(1 if any(c.after < c.before for c in changes) else 0)


def _source(file: str) -> tuple[str | bytes, str | None]:
    if file == "-":
        return sys.stdin.buffer.read(), "-"
    return file, None


def _targets(files: list[str], output: str) -> dict[str, Path | None]:
    """Where each file's JSON goes: `<stem>.json`, the whole name where two stems are alike."""
    if output == "-":
        return dict.fromkeys(files)
    stems = [Path(f).stem if f != "-" else "stdin" for f in files]
    folder = Path(output)
    return {
        file: folder / f"{stem if stems.count(stem) == 1 else Path(file).name}.json"
        for file, stem in zip(files, stems, strict=True)
    }


def _write(target: Path, text: str) -> None:
    """Write whole or not at all: to a temporary name, then renamed."""
    temporary = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        raise OutputFailed(f"{target} : écriture impossible ({error.strerror or error})") from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _write_out(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    sys.stdout.flush()


def _say(line: str) -> None:
    """One line on the error stream, whatever its encoding."""
    line = " ".join(line.split())
    encoding = sys.stderr.encoding or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)


def main() -> None:
    """Entry point of the `actes` command."""
    try:
        app()
    except BrokenPipeError:
        # the reader (head, less) has gone: nothing is left to say, and nowhere to say it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except KeyboardInterrupt:
        _say("actes : interrompu")
        sys.exit(130)
