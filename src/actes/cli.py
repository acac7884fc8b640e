"""The command line: one verb per function of the API, no logic of its own."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from actes.batch.commands import batch, search
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
    as_pages: Annotated[
        bool, typer.Option("--as-pages", help="Chaque FICHIER est un dossier d'images, les pages d'un seul document.")
    ] = False,
) -> None:
    """Lit des actes et écrit leur modèle en JSON.

    Un fichier donne un document JSON indenté ; plusieurs fichiers donnent un document par ligne.
    """
    import json

    from actes.api import parse as parse_file
    from actes.api import parse_pages
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
            dossier = parse_pages(file) if as_pages else parse_file(source, name=name)
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
def check(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FICHIER|DOSSIER…", help="Actes à contrôler, ou dossiers d'actes ; « - » lit l'entrée standard."
        ),
    ],
    form: Annotated[str, typer.Option("--format", "-f", metavar="text|json|csv", help="Forme du rapport.")] = "text",
    lang: Annotated[str | None, typer.Option("--lang", metavar="fr|en", help="Langue des messages.")] = None,
    select: Annotated[
        str | None, typer.Option("--select", metavar="CODES", help="Seulement ces contrôles : « N,D002 ».")
    ] = None,
    ignore: Annotated[str | None, typer.Option("--ignore", metavar="CODES", help="Sans ces contrôles.")] = None,
    min_severity: Annotated[
        str | None,
        typer.Option(
            "--min-severity", metavar="info|warning|error", help="Gravité à partir de laquelle un constat est montré."
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="info|warning|error|never",
            help="Gravité à partir de laquelle la commande sort en 1 (error par défaut).",
        ),
    ] = None,
    register: Annotated[
        Path | None, typer.Option("--register", metavar="CSV", help="Noms connus : colonnes « prenom » et « nom ».")
    ] = None,
    waivers: Annotated[
        Path | None, typer.Option("--waivers", metavar="TOML", help="Constats acceptés, avec leur raison.")
    ] = None,
) -> None:
    """Signale les incohérences d'un acte, ou d'un ensemble d'actes.

    Les réglages sont lus dans actes.toml ou dans [tool.actes] de pyproject.toml ; les options l'emportent.
    Sort en 1 si un constat non accepté atteint la gravité de --fail-on. « actes explain CODE » dit pourquoi.
    """
    from actes import config as settings
    from actes.api import parse as parse_file
    from actes.checks.run import Options, failing, stream
    from actes.model import Dossier
    from actes.report.findings import FORMATS, show, written

    worst = 0

    def read() -> Iterator[Dossier]:
        nonlocal worst
        for file in _inputs(files):
            try:
                source, name = _source(file)
                yield parse_file(source, name=name)
            except ActesError as error:
                _say(f"actes : {error}")
                worst = worst or error.exit_code

    try:
        if form not in FORMATS:
            raise settings.ConfigInvalid(f"forme de rapport inconnue : « {form} » (text, json ou csv)")
        chosen = settings.updated(
            settings.load(Path.cwd()),
            select=_codes(select),
            ignore=_codes(ignore),
            min_severity=min_severity,
            fail_on=fail_on,
            lang=lang,
            register=register,
            waivers=waivers,
        )
        options = Options(
            select=chosen.select,
            ignore=chosen.ignore,
            min_severity=chosen.min_severity,
            lang=chosen.lang,
            register=settings.register(chosen.register) if chosen.register else (),
            waivers=settings.waivers(chosen.waivers) if chosen.waivers else (),
        )
    except ActesError as error:
        _say(f"actes : {error}")
        raise typer.Exit(error.exit_code) from error
    findings = list(stream(read(), options))
    if form == "text":
        show(findings, lang=chosen.lang)
    else:
        _write_out(written(findings, form))
    raise typer.Exit(worst or int(failing(findings, chosen.fail_on)))


@app.command()
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code d'un contrôle : « N001 ».")],
    lang: Annotated[str, typer.Option("--lang", metavar="fr|en", help="Langue des intitulés.")] = "fr",
) -> None:
    """Explique un contrôle : ce qu'il cherche, pourquoi, sur quelle base, et comment corriger."""
    from actes.checks.run import RULES
    from actes.report.findings import explained

    rule = RULES.get(code.upper())
    if rule is None or lang not in ("fr", "en"):
        _say(
            f"actes : code de contrôle inconnu : « {code} »"
            if rule is None
            else f"actes : langue inconnue : « {lang} »"
        )
        raise typer.Exit(2)
    _write_out(explained(rule, lang))


@app.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="AVANT", help="Version de départ : un acte, ou son modèle JSON.")],
    after: Annotated[str, typer.Argument(metavar="APRÈS", help="Version d'arrivée.")],
    form: Annotated[str, typer.Option("--format", "-f", metavar="text|json|html", help="Forme du résultat.")] = "text",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Sortir en 1 s'il y a une différence (les lectures douteuses à part).")
    ] = False,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Tenir pour douteuse une lettre que l'OCR a pu confondre dans un long texte.")
    ] = False,
    checks: Annotated[
        bool, typer.Option("--checks", help="Dire aussi les constats que la nouvelle version répare ou apporte.")
    ] = False,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FICHIER|-", help="Fichier à écrire ; « - » : sortie standard.")
    ] = "-",
) -> None:
    """Montre ce qui a changé entre deux versions d'un acte, sans la mise en page ni la typographie."""
    import io
    import json

    from rich.console import Console

    from actes.changes import diff as compare
    from actes.changes.defects import defects
    from actes.changes.stored import stored
    from actes.report.changes import show as show_changes
    from actes.report.changes_html import page
    from actes.report.defects import show as show_defects

    if form not in ("text", "json", "html"):
        _say(f"actes : forme inconnue : « {form} » (text, json ou html)")
        raise typer.Exit(2)
    if checks and form == "html":
        _say("actes : --checks se donne avec la forme text ou json")
        raise typer.Exit(2)
    try:
        one, two = (stored(*_source(file)) for file in (before, after))
        changes = compare(one, two, ocr=ocr)
        differing = defects(one, two) if checks else None
        if form == "json":
            listed: object = [change.model_dump() for change in changes]
            if differing:
                found = {name: [f.model_dump() for f in findings] for name, findings in differing._asdict().items()}
                listed = {"changes": listed, **found}
            text = json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
        elif form == "html":
            text = page(changes, one, two, (before, after))
        else:
            written = io.StringIO()
            console = Console(highlight=False) if output == "-" else Console(file=written, highlight=False)
            show_changes(changes, one, two, (before, after), console)
            if differing:
                show_defects(differing, console)
            text = written.getvalue()
        if output == "-":
            _write_out(text)
        else:
            _write(Path(output), text)
    except ActesError as error:
        _say(f"actes : {error}")
        raise typer.Exit(error.exit_code) from error
    raise typer.Exit(int(exit_code and any(not change.doubtful for change in changes)))


app.command()(batch)
app.command()(search)


@app.command()
def ocr(
    file: Annotated[
        str, typer.Argument(metavar="FICHIER", help="Scan : PDF, TIFF, PNG ou JPEG ; « - » : entrée standard.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PDF", help="PDF à écrire.")],
) -> None:
    """Écrit un scan en PDF où le texte se cherche et se copie."""
    from actes.api import searchable

    try:
        source, name = _source(file)
        _write(output, searchable(source, name=name))
    except ActesError as error:
        _say(f"actes : {error}")
        raise typer.Exit(error.exit_code) from error


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


def _inputs(files: list[str]) -> Iterator[str]:
    """The files given, and in place of a folder the files in it that are not hidden, in order."""
    for file in files:
        if file != "-" and Path(file).is_dir():
            yield from sorted(
                str(p)
                for p in Path(file).rglob("*")
                if p.is_file() and not any(part.startswith(".") for part in p.relative_to(file).parts)
            )
        else:
            yield file


def _codes(given: str | None) -> tuple[str, ...] | None:
    return None if given is None else tuple(code.strip() for code in given.split(",") if code.strip())


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


def _write(target: Path, content: str | bytes) -> None:
    """Write whole or not at all: to a temporary name, then renamed."""
    temporary = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
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
