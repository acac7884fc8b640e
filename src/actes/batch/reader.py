"""The process that reads documents, one after the other: `python -m actes.batch.reader MEGABYTES`.

It is started by `worker`, gets the bytes through its standard input and answers through its standard
output; its own prints, and those of the libraries in C, go nowhere.
"""

from __future__ import annotations

import os
import sys
from typing import Any, BinaryIO

from actes.batch import confine, frames

SPECIMEN = "COMMUNE\nARRÊTÉ N° 2020-001\nLe Maire,\nVu le code de la route ;\nARRÊTE\nArticle 1er : Rien.\n"


def main() -> None:
    asked, answers = _pipes()
    confine.die_with_parent()
    isolated = confine.cut_off_network()
    try:
        _warm()
    except Exception as error:  # noqa: BLE001 - a broken installation is told to the run, which stops
        frames.send(answers, {"ready": False, "cause": f"{type(error).__name__}: {error}"})
        return
    bounded = confine.limit(int(sys.argv[1]))
    confine.forbid()
    frames.send(answers, {"ready": True, "isolated": isolated, "bounded": bounded})
    while True:
        try:
            head, data = frames.receive(asked)
        except EOFError:
            return
        answer, json = _answer(head, data)
        frames.send(answers, answer, json)
        if answer["kind"] == "memory":
            return  # what a failed allocation leaves behind is not worth trusting


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, out of reach of what prints."""
    asked, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return os.fdopen(asked, "rb"), os.fdopen(answers, "wb", 1 << 20)


def _warm() -> None:
    """Load what every document needs while files may still be opened at will."""
    from importlib import import_module

    from actes.api import parse_text
    from actes.batch.findings import looked_at
    from actes.batch.rows import rows_of

    import_module("actes.read.pdf")
    dossier = parse_text(SPECIMEN)
    rows_of(dossier)
    looked_at(dossier)


def _answer(head: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    from actes.errors import ActesError

    try:
        return read_one(data, head["name"], head["pages"])
    except ActesError as error:
        # the name is the file's own, the catalogue knows it: only the cause is kept
        return _failed("input", str(error).removeprefix(f"{head['name']} : "))
    except MemoryError:
        return _failed("memory", "")
    except RecursionError:
        return _failed("defect", "imbrication trop profonde")
    except Exception as error:  # noqa: BLE001 - one document must not stop the others; its cause is kept
        return _failed("defect", f"erreur du programme ({type(error).__name__}), à signaler")


def _failed(kind: str, cause: str, pages: int = 0) -> tuple[dict[str, Any], bytes]:
    return {"state": "failed", "kind": kind, "cause": " ".join(cause.split()), "pages": pages, "rows": {}}, b""


def read_one(data: bytes, name: str, max_pages: int) -> tuple[dict[str, Any], bytes]:
    """The answer to one document: its JSON, and its rows in the catalogue.

    Raises ActesError where the input is unusable.
    """
    from actes.api import parse
    from actes.batch.findings import looked_at
    from actes.batch.rows import rows_of

    pages = _pdf_pages(data)
    if pages <= max_pages:
        dossier = parse(data, name=name)
        pages = dossier.source.page_count
    if pages > max_pages:
        return _failed("pages", "", pages)
    rows = dict(rows_of(dossier))
    cause = None
    try:
        rows |= looked_at(dossier)
    except Exception as error:  # noqa: BLE001 - the dossier is read: an error in a check is told, and takes nothing away
        cause = f"contrôles interrompus par une erreur du programme ({type(error).__name__}), à signaler"
    answer = {"state": "done", "kind": None, "cause": cause, "pages": pages, "rows": rows}
    return answer, dossier.model_dump_json(indent=2).encode() + b"\n"


def _pdf_pages(data: bytes) -> int:
    """The number of pages of a PDF, 0 for anything else: told before any page is read."""
    from actes.read import sniff

    if b"%PDF-" not in data[: sniff.PDF_WITHIN] or sniff.sniff(data) != sniff.PDF:
        return 0
    from actes.read.pdf import PDFIUM

    with PDFIUM:
        import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        try:
            return int(pdfium.FPDF_GetPageCount(document)) if document else 0
        finally:
            if document:
                pdfium.FPDF_CloseDocument(document)


if __name__ == "__main__":
    main()
