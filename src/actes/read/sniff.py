"""What a file is, told from its content: the suffix only tells Markdown from plain text."""

from __future__ import annotations

import io
import re
import zipfile

from actes.read.package import DAMAGE

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
TIFF = "image/tiff"
PNG = "image/png"
JPEG = "image/jpeg"
TEXT = "text/plain"
MARKDOWN = "text/markdown"
BINARY = "application/octet-stream"
DAMAGED_ZIP = "application/x-damaged-zip"
ENCRYPTED_OFFICE = "application/x-encrypted-office"

UNICODE_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-8 and of both UTF-16."""

PDF_WITHIN = 1024
"""Readers accept junk before « %PDF- » up to so many bytes (ISO 32000-1, annex H.3.4.1)."""

OPENINGS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
    (b"\x00\x00\x00\x0cjP  ", "image/jp2"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"%!PS", "application/postscript"),
)
"""First bytes of formats that are told apart to name the cause of a refusal."""

OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
"""Streams of an OLE container; a .docx under a password is one that holds an `EncryptedPackage`."""

ZIP_MEMBERS = (
    ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)

HTML_OPENING = re.compile(rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?<(?:!doctype\s{1,20}html|html)\b", re.IGNORECASE)
XML_OPENING = re.compile(rb"\s{0,200}<\?xml\s", re.IGNORECASE)

CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b"))
"""Bytes that no text file holds, whatever its 8-bit encoding."""
CONTROLS_AT_MOST = 0.01
"""Share of such bytes above which a file is no text; a bad export leaves a few, however short the text."""

MARKDOWN_SUFFIXES = (".md", ".markdown")
MARKDOWN_SAMPLE = 200_000
MARKDOWN_HEADING = re.compile(rb"^#{1,6} {1,3}[^\s#]", re.MULTILINE)
MARKDOWN_BOLD = re.compile(rb"\*\*[^\s*][^*\n]{0,300}\*\*")
MARKDOWN_RULE = re.compile(rb"^\|?(?: {0,3}:?-{3,80}:? {0,3}\|){1,40}", re.MULTILINE)


def sniff(data: bytes, name: str = "") -> str:
    """The media type. `name` may turn plain text into Markdown, and nothing else."""
    head = data[:PDF_WITHIN]
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_type(data)
    opening = next((media_type for first, media_type in OPENINGS if data.startswith(first)), None)
    if opening == "application/x-ole-storage":
        return next((t for stream, t in OLE_STREAMS if stream.encode("utf-16-le") in data), opening)
    if opening is not None:
        return opening
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if b"%PDF-" in head:
        return PDF
    if not is_text(data):
        return BINARY
    head = head.removeprefix(UNICODE_MARKS[0])
    if HTML_OPENING.match(head):
        return "text/html"
    if XML_OPENING.match(head):
        return "application/xml"
    return MARKDOWN if name.lower().endswith(MARKDOWN_SUFFIXES) or _looks_like_markdown(data) else TEXT


def is_text(data: bytes) -> bool:
    """Whether the bytes can be a text: UTF-16 with its mark, or no NUL and hardly a control byte."""
    if data.startswith(UNICODE_MARKS[1:]):
        return True
    if b"\x00" in data:
        return False
    controls = len(data) - len(data.translate(None, CONTROLS))
    return controls <= 2 + len(data) * CONTROLS_AT_MOST


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            declared = b""
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                declared = package.read("mimetype").strip()
    except DAMAGE:
        return DAMAGED_ZIP
    if declared.startswith(ODT.encode()):
        return ODT
    if declared:
        return declared.decode("ascii", "replace")
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return DOCX
    for prefix, media_type in ZIP_MEMBERS:
        if "[Content_Types].xml" in names and any(n.startswith(prefix) for n in names):
            return media_type
    return "application/zip"


def _looks_like_markdown(data: bytes) -> bool:
    """Two kinds of Markdown signs, or three headings: one « # » alone may be anything."""
    sample = data[:MARKDOWN_SAMPLE]
    if b"#" not in sample and b"**" not in sample:
        return False
    headings = len(MARKDOWN_HEADING.findall(sample))
    bolds = len(MARKDOWN_BOLD.findall(sample))
    rules = len(MARKDOWN_RULE.findall(sample))
    return headings >= 3 or (headings > 0) + (bolds > 1) + (rules > 0) >= 2
