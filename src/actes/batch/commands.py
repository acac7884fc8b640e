"""`actes batch` and `actes search`: the verbs of this package on the command line, no logic of their own."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from actes.errors import ActesError, InputUnreadable

if TYPE_CHECKING:
    from actes.batch.coordinator import Summary
    from actes.batch.search import Hit

STATES = {"done": "lus", "failed": "en échec", "skipped": "doublons", "pending": "à lire"}


def batch(
    out: Annotated[Path, typer.Option("--out", metavar="DOSSIER", help="Dossier des résultats.")],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ENTRÉE…",
            help="Fichiers, dossiers, motifs (« 2024/*.pdf »), archives ZIP, ou « @liste » : un fichier d'entrées, "
            "une par ligne. Sans entrée : celles du dernier lot.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Documents lus à la fois.", show_default="les cœurs")
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Secondes de lecture par document.")] = 900,
    memory: Annotated[int, typer.Option("--memory", min=512, help="Mo de mémoire par document.")] = 4096,
    max_pages: Annotated[int, typer.Option("--max-pages", min=1, help="Pages par document.")] = 2000,
    engine: Annotated[str, typer.Option("--engine", help="« local », ou « dask » avec --scheduler.")] = "local",
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="tcp://…", help="Adresse de l'ordonnanceur dask.")
    ] = None,
    catalogue: Annotated[
        str | None,
        typer.Option("--catalogue", metavar="postgresql://…", help="Publier aussi dans cette base PostgreSQL."),
    ] = None,
    status: Annotated[bool, typer.Option("--status", help="Dire où en est le lot, sans rien lire.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Relire aussi ce qui a échoué.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Ne rien dire de l'avancement.")] = False,
) -> None:
    """Lit un fonds entier : un JSON par dossier, un catalogue où chercher, des tableaux, la cause de chaque échec.

    Interrompue, la même commande reprend où elle en était. Sort en 1 si des fichiers n'ont pu être lus.
    """
    from actes.batch.coordinator import Options, cores, run
    from actes.batch.engines import EngineName
    from actes.batch.job import Limits
    from actes.batch.progress import display
    from actes.batch.status import status as status_of

    try:
        if status:
            _print_status(out)
            return
        if engine not in ("local", "dask"):
            raise InputUnreadable(f"--engine {engine} : choisir « local » ou « dask »")
        limits = Limits(timeout, memory, max_pages)
        options = Options(limits, jobs or cores(), cast(EngineName, engine), scheduler, catalogue, retry_failed)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with display(quiet=quiet) as watch:
            summary = run(inputs or [], out, options, watch)
        if not quiet:
            for failure in status_of(out).failures:
                _tell(f"{failure.name} : {failure.cause}")
            _print(_told(summary))
    except ActesError as error:
        _tell(f"actes : {error}")
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt as error:
        _tell("actes : interrompu ; la même commande reprendra où elle en était")
        raise typer.Exit(130) from error
    raise typer.Exit(1 if summary.files.get("failed") else 0)


def _told(summary: Summary) -> str:
    files = ", ".join(f"{count} {STATES[state]}" for state, count in summary.files.items())
    found = sum(summary.findings.values())
    return (
        f"{sum(summary.files.values())} fichiers : {files} ({summary.read} cette fois, {summary.pages} pages, "
        f"{summary.seconds:.0f} s) ; {found} constats, dont {summary.findings.get('error', 0)} erreurs"
    )


def _print_status(out: Path) -> None:
    from actes.batch.status import status

    told = status(out)
    for state, count in told.files.items():
        _print(f"{STATES[state]:12}{count:>9}")
    _print(f"{'actes':12}{told.acts:>9}\n{'pages':12}{told.pages:>9}")
    for failure in told.failures:
        tries = f" ({failure.attempts} essais)" if failure.attempts > 1 else ""
        _print(f"{failure.name} : {failure.cause}{tries}")


def search(
    where: Annotated[
        str, typer.Argument(metavar="CATALOGUE", help="Dossier d'un lot, son catalogue, ou postgresql://…")
    ],
    text: Annotated[
        str, typer.Argument(metavar="MOTS", help="Mots à trouver tous ; entre guillemets : à la suite ; « mot* ».")
    ] = "",
    kind: Annotated[
        str | None, typer.Option("--kind", help="Nature : deliberation, decision, arrete, convention…")
    ] = None,
    signed: Annotated[
        str | None,
        typer.Option("--signed", metavar="AAAA[-MM[-JJ]]", help="Date de signature ou de séance, ou son début."),
    ] = None,
    person: Annotated[str | None, typer.Option("--person", help="Personne, à une faute ou un accent près.")] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", help="Auteur de l'acte.")] = None,
    party: Annotated[str | None, typer.Option("--party", help="Partie à une convention.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Réponses au plus.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Une réponse par ligne, en JSON.")] = False,
) -> None:
    """Cherche dans le catalogue d'un lot. Sort en 1 si rien n'est trouvé."""
    import json

    from actes.batch.search import search as search_for

    try:
        hits = search_for(where, text, kind=kind, signed=signed, person=person, issuer=issuer, party=party, limit=limit)
    except ActesError as error:
        _tell(f"actes : {error}")
        raise typer.Exit(error.exit_code) from error
    for hit in hits:
        _print(json.dumps(hit._asdict(), ensure_ascii=False) if as_json else _shown(hit))
    raise typer.Exit(0 if hits else 1)


def _shown(hit: Hit) -> str:
    head = " · ".join(filter(None, (hit.signed_on, hit.kind, hit.number and f"n° {hit.number}", hit.issuer)))
    lines = [head or "aucun acte reconnu", hit.title or "", f"{hit.file} {hit.act}".strip(), hit.snippet]
    return "\n    ".join(line for line in lines if line)


def _print(text: str) -> None:
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "replace"))
    sys.stdout.flush()


def _tell(line: str) -> None:
    print(line, file=sys.stderr)
