"""A folder of files that no archive should hold, and some do.

    python tests/hostile.py OUT            # makes them, prints how many
    python tests/hostile.py OUT --cheap    # without those that take seconds to make or to refuse

Bombs, loops, lies about sizes, wrong suffixes, names that are no names: each line of `MADE` is one. Nothing here
is an exploit: they show that what goes wrong in a reader stays there.
"""

from __future__ import annotations

import io
import os
import socket
import stat
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

ACT = "COMMUNE DE VALBRUN\nARRÊTÉ N° 2025-{0:03}\nLe Maire,\nVu le code de la route ;\nARRÊTE\nArticle 1er : Le stade {0} est fermé.\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*bodies: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, table)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def page_with(content: bytes, resources: bytes = b"", box: bytes = b"0 0 595 842", *more: bytes) -> bytes:
    """A PDF of one page with this content; `more` are objects from 5 on."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << %s >> >>" % (box, resources)
    return pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, content, *more)


def pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * count,
    )


def page_loop() -> bytes:
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
    )


def deep_pages(depth: int) -> bytes:
    nodes = [
        b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (max(i + 1, 2), i + 3) for i in range(depth)
    ]
    leaf = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth + 1)
    return pdf(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, leaf)


def nested_forms(depth: int, fan: int = 1) -> bytes:
    """Forms that draw forms, each several times over: drawings double with each level."""
    forms = [
        stream(
            b"/F Do " * fan,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> >>" % (6 + i),
        )
        for i in range(depth)
    ]
    last = stream(b"0 0 1 1 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return page_with(stream(b"/F Do"), b"/XObject << /F 5 0 R >>", b"0 0 595 842", *forms, last)


def form_loop() -> bytes:
    form = stream(
        b"/F Do /F Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>"
    )
    return page_with(stream(b"/F Do"), b"/XObject << /F 5 0 R >>", b"0 0 595 842", form)


def deflated(size: int, letter: bytes = b" ", times: int = 1) -> bytes:
    data, filters = letter * size, b"/FlateDecode "
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [%s]" % (filters * times))


def image(width: int, height: int, data: bytes) -> bytes:
    return stream(
        data,
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8"
        b" /Filter /FlateDecode" % (width, height),
    )


def encrypted_by_hand() -> bytes:
    """A PDF that says it is encrypted, as the standard has it; the key is not to be had."""
    lock = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>" % (b"28" * 32, b"bf" * 32)
    trailer = b"/Root 1 0 R /Encrypt 3 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        lock,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        trailer=trailer,
    )


def archive(members: list[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def special(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.create_system = 3
    return info


def docx(body: str, before: str = "") -> bytes:
    text = f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>'
    return archive([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", text.encode())])


def odt(body: bytes) -> bytes:
    return archive([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", body)])


def lied(data: bytes, size: int) -> bytes:
    """An archive whose directory and headers announce another size for its first member."""
    out = bytearray(data)
    head, entry = out.find(b"PK\x03\x04"), out.find(b"PK\x01\x02")
    struct.pack_into("<L", out, head + 22, size)
    struct.pack_into("<L", out, entry + 24, size)
    return bytes(out)


def overlapping(count: int) -> bytes:
    """An archive whose members are all the same bytes: small on disk, huge once read."""
    data = bytearray(archive([("a.txt", b" " * 10_000_000)]))
    start, end = data.find(b"PK\x01\x02"), data.find(b"PK\x05\x06")
    entry = bytes(data[start:end])
    tail = bytearray(data[end:])
    struct.pack_into("<HHL", tail, 8, count, count, len(entry) * count)
    return bytes(data[:start]) + entry * count + bytes(tail)


BILLION = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>'
FETCH = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y SYSTEM "http://127.0.0.1:9/x">]>'
JUNK = bytes((i * 197 + 31) % 256 for i in range(5000))
GOOD_PDF = page_with(
    stream(b"BT /F1 12 Tf 72 700 Td (Arrete) Tj ET"),
    b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
)

MADE: dict[str, Callable[[], bytes]] = {
    # PDF
    "page-immense.pdf": lambda: page_with(stream(b"0 0 1 1 re f"), b"", b"0 0 2000000000 2000000000"),
    "page-negative.pdf": lambda: page_with(stream(b"0 0 1 1 re f"), b"", b"595 842 0 -1e38"),
    "dix-mille-pages.pdf": lambda: pages(10_000),
    "quatre-mille-pages.pdf": lambda: pages(4_000),
    "pages-en-boucle.pdf": page_loop,
    "pages-profondes.pdf": lambda: deep_pages(3000),
    "objets-profonds.pdf": lambda: nested_forms(2000),
    "objets-exponentiels.pdf": lambda: nested_forms(28, fan=4),
    "objets-en-boucle.pdf": form_loop,
    "flux-bombe.pdf": lambda: page_with(deflated(300_000_000)),
    "flux-bombe-double.pdf": lambda: page_with(deflated(400_000_000, times=2)),
    "texte-sans-fin.pdf": lambda: page_with(
        deflated_text(400_000), b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    ),
    "traits-sans-fin.pdf": lambda: page_with(stream(zlib.compress(b"0 0 m 9 9 l S\n" * 400_000), b"/Filter /FlateDecode")),
    "image-bombe.pdf": lambda: page_with(
        stream(b"595 0 0 842 0 0 cm /I Do"), b"/XObject << /I 5 0 R >>", b"0 0 595 842",
        image(30_000, 30_000, zlib.compress(bytes(50_000_000), 9)),
    ),
    "image-mensongere.pdf": lambda: page_with(
        stream(b"595 0 0 842 0 0 cm /I Do"), b"/XObject << /I 5 0 R >>", b"0 0 595 842",
        image(2_000_000_000, 2_000_000_000, b"x"),
    ),
    "tronque.pdf": lambda: GOOD_PDF[: len(GOOD_PDF) // 2],
    "sans-table.pdf": lambda: GOOD_PDF.replace(b"startxref", b"startxxxx"),
    "table-fausse.pdf": lambda: GOOD_PDF.replace(b"0000000", b"9999999"),
    "sans-page.pdf": lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"),
    "compte-faux.pdf": lambda: GOOD_PDF.replace(b"/Count 1", b"/Count 2147483647"),
    "chiffre.pdf": encrypted_by_hand,
    "entete-seule.pdf": lambda: b"%PDF-1.7\n",
    "bruit.pdf": lambda: b"%PDF-1.4\n" + JUNK * 20,
    "tableau-profond.pdf": lambda: page_with(stream(b"[" * 200_000 + b"]" * 200_000 + b" TJ")),
    # ZIP
    "bombe.zip": lambda: archive([("zeros.txt", bytes(300_000_000))]),
    "bombe-recouvrante.zip": lambda: overlapping(2_000),
    "poupees.zip": lambda: archive([("dedans.zip", archive([("encore.zip", archive([("acte.txt", b"x")]))]))]),
    "evasion.zip": lambda: archive([("../../evade.txt", b"x"), ("/tmp/absolu.txt", b"x"), ("C:\\absolu.txt", b"x"),
                                    ("a/../../b.txt", b"x"), ("sain.txt", ACT.format(901).encode())]),
    "lien.zip": lambda: archive([(special("lien", stat.S_IFLNK | 0o777), b"/etc/hostname"),
                                 (special("disque", stat.S_IFBLK | 0o666), b""), (special("tube", stat.S_IFIFO | 0o666), b"")]),
    "taille-fausse.zip": lambda: lied(archive([("acte.txt", b"y" * 5000)]), 100),
    "tronque.zip": lambda: archive([("acte.txt", JUNK)])[:-40],
    "noms-etranges.zip": lambda: archive([("ligne\ncoupee.txt", ACT.format(902).encode()), ("\x1b[31mrouge.txt", b"x")]),
    # Word, OpenDocument, XML
    "milliard.docx": lambda: docx("<w:p><w:r><w:t>&g;</w:t></w:r></w:p>", BILLION),
    "entites.docx": lambda: docx("<w:p><w:r><w:t>&x;&y;</w:t></w:r></w:p>", FETCH),
    "profond.docx": lambda: docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
    "bombe.docx": lambda: docx("<w:p><w:r><w:t>" + " " * 90_000_000 + "</w:t></w:r></w:p>"),
    "tableaux-imbriques.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 180 + "</w:tc></w:tr></w:tbl>" * 180),
    "sans-corps.docx": lambda: archive([("[Content_Types].xml", b"<Types/>"), ("word/autre.xml", b"<a/>")]),
    "milliard.odt": lambda: odt(BILLION.replace("DOCTYPE w", "DOCTYPE o").encode() + b"<o>&g;</o>"),
    "repetitions.odt": lambda: odt(
        b'<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        b' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text><t:p><t:s t:c="2000000000"/></t:p>'
        b"</o:text></o:body></o:document-content>"
    ),
    "arrete.txt.docx": lambda: ACT.format(903).encode(),
    # Text and others
    "vide.pdf": bytes,
    "image.txt": lambda: b"\x89PNG\r\n\x1a\n" + struct.pack(">L4sLLBBBBB", 13, b"IHDR", 60_000, 60_000, 8, 6, 0, 0, 0) + JUNK,
    "bombe.png": lambda: png(60_000, 60_000),
    "bombe.tif": lambda: b"II*\x00\x08\x00\x00\x00\x01\x00\x00\x01\x04\x00\x01\x00\x00\x00\xff\xff\xff\x7f\x08\x00\x00\x00",
    "acte.exe": lambda: b"MZ" + JUNK,
    "pdf-en-texte.txt": lambda: GOOD_PDF,
    "une-ligne.txt": lambda: b"Vu la loi " * 300_000,
    "visas-sans-fin.txt": lambda: "Vu le code général ;\n".encode() * 60_000,
    "articles-sans-fin.txt": lambda: "".join(f"Article {i} : \n" for i in range(30_000)).encode(),
    "points.txt": lambda: b"." * 3_000_000,
    "espaces.txt": lambda: b"ARRETE\n" + b" " * 5_000_000 + b"\nArticle 1",
    "surrogats.txt": lambda: b"\xff\xfe" + "Arrêté \ud83d n° 3".encode("utf-16-le", "surrogatepass"),
    "nul.txt": lambda: b"Arr\x00t\x00" * 500,
    "marques.txt": lambda: "Le Maire de l'\u202egnirbla\u202c arrête\u0301".encode() + "\u0300".encode() * 100_000,
    "=cmd|' C calc'!A0.txt": lambda: ACT.format(904).encode(),
    "ligne\ncoupée.txt": lambda: ACT.format(905).encode(),
    "\x1b[31mrouge\x07.txt": lambda: ACT.format(906).encode(),
    "-rf.txt": lambda: ACT.format(907).encode(),
    "n" * 250 + ".txt": lambda: ACT.format(908).encode(),
}  # fmt: skip
"""Each file by its name, and how it is made."""

DEAR = frozenset(
    {
        "page-immense.pdf", "objets-exponentiels.pdf", "objets-en-boucle.pdf", "flux-bombe.pdf", "flux-bombe-double.pdf",
        "texte-sans-fin.pdf", "traits-sans-fin.pdf", "image-bombe.pdf", "bombe.zip", "bombe.docx",
        "visas-sans-fin.txt", "articles-sans-fin.txt",
    }
)  # fmt: skip
"""Those that take more than a second to make or to refuse."""


def deflated_text(lines: int) -> bytes:
    return stream(zlib.compress(b"BT /F1 9 Tf 9 9 Td (Le Maire arrete) Tj ET\n" * lines, 9), b"/Filter /FlateDecode")


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    head = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(30_000_000), 9))
        + chunk(b"IEND", b"")
    )


def make(folder: Path, *, cheap: bool = False) -> int:
    """Make them, all or without the dear ones; how many, counting what is no regular file."""
    folder.mkdir(parents=True)
    chosen = {name: made for name, made in MADE.items() if not (cheap and name in DEAR)}
    for name, made in chosen.items():
        (folder / name).write_bytes(made())
    raw = os.fsencode(folder)
    with open(raw + b"/octets-\xff\xfe.txt", "wb") as file:
        file.write(ACT.format(909).encode())
    (folder / "boucle").symlink_to(folder)
    (folder / "ailleurs.txt").symlink_to("/etc/hostname")
    (folder / "nulle-part.txt").symlink_to("nulle-part.txt")
    os.mkfifo(folder / "tube.pdf")
    with socket.socket(socket.AF_UNIX) as plug:
        here = os.open(folder, os.O_RDONLY)
        try:
            plug.bind(f"/proc/self/fd/{here}/prise.pdf")
        finally:
            os.close(here)
    with open(folder / "creux.pdf", "wb") as file:
        file.truncate(600_000_000)
    deep = folder / "profond"
    for _ in range(200):
        deep = deep / "dossier"
    deep.mkdir(parents=True)
    (deep / "acte.txt").write_text(ACT.format(910), encoding="utf-8")
    secret = folder / "interdit.txt"
    secret.write_text(ACT.format(911), encoding="utf-8")
    secret.chmod(0)
    return len(chosen) + 9


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), cheap="--cheap" in sys.argv[2:]))
