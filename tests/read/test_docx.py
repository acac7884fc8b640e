"""Every printed letter of a Word document, once and in order; nothing that is not printed."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from actes.errors import InputTooLarge, InputUnreadable
from actes.read.docx import read_docx
from actes.text import PageText

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    )
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def docx(body: str, *, app: str = "", main: str = "word/document.xml", **parts: str) -> bytes:
    """A Word file with this `w:body`; `parts` are the other parts by name, header1 having the id `header1`."""
    roots = {"styles": "w:styles", "numbering": "w:numbering", "settings": "w:settings"}
    roots |= {"footnotes": "w:footnotes", "endnotes": "w:endnotes"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "_rels/.rels",
            f'<r {PACKAGE_RELATIONS}><Relationship Id="a" Type="{RELATIONS}officeDocument" Target="{main}"/></r>',
        )
        package.writestr(main, f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        listed = ""
        for name, content in parts.items():
            root = roots.get(name) or ("w:hdr" if name.startswith("header") else "w:ftr")
            package.writestr(f"word/{name}.xml", f"<{root} {NAMESPACES}>{content}</{root}>")
            kind = name.rstrip("0123456789")
            listed += f'<Relationship Id="{name}" Type="{RELATIONS}{kind}" Target="{name}.xml"/>'
        package.writestr("word/_rels/document.xml.rels", f"<r {PACKAGE_RELATIONS}>{listed}</r>")
        if app:
            package.writestr("docProps/app.xml", app)
    return buffer.getvalue()


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{t(text)}</w:r>"


def p(content: str, properties: str = "") -> str:
    """A paragraph; content without markup is one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if '<' in content or not content else r(content)}</w:p>"


def tbl(*rows: list[str]) -> str:
    cells = ("".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def char(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def num(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def text(body: str, **parts: str) -> str:
    return "\f".join(page.string for page in read_docx(docx(body, **parts), "a.docx"))


def marks(pages: tuple[PageText, ...]) -> list[tuple[str, str]]:
    return [(m.kind, page.string[m.start : m.end]) for page in pages for m in page.marks]


BOX = f"<w:txbxContent>{p('Reçu en préfecture')}</w:txbxContent>"
BOX_TWICE = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
SOFT = "rrê\u00adté"
NESTED_CONTROL = f"<w:sdt><w:sdtContent>{r('a')}</w:sdtContent></w:sdt>"
CHECKBOX = "<w:ffData><w:checkBox>{}</w:checkBox></w:ffData>"
ENTRIES = '<w:result w:val="1"/><w:listEntry w:val="oui"/><w:listEntry w:val="non"/>'
LIST_BOX = f"<w:ffData><w:ddList>{ENTRIES}</w:ddList></w:ffData>"
OLD_VERSION = f"<w:r><mc:AlternateContent><mc:Fallback>{t('a')}</mc:Fallback></mc:AlternateContent></w:r>"
SAME_PAGE = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
MAYOR, CHAIR = p("Le maire") + p("A. ROUX"), p("La présidente") + p("B. VAL")
RESTARTS = ' w:val="restart"'
MERGED = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr>{}</w:tc>"
DELETED_ROW = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('a')}</w:tc></w:tr>"

BODIES: list[tuple[str, str, str]] = [
    ("paragraphs", p("Vu le code") + p("") + p("Considérant"), "Vu le code\n\nConsidérant"),
    ("runs", p(r("Art") + r("icle 1")), "Article 1"),
    ("space not kept", p("<w:r><w:t> a </w:t></w:r><w:r><w:t>b\nc</w:t></w:r>"), "ab c"),
    ("tabs and line ends", p(f"<w:r>{t('a')}<w:tab/>{t('b')}<w:br/>{t('c')}<w:cr/>{t('d')}</w:r>"), "a\tb\nc\nd"),
    ("hyphens", p(f"<w:r>{t('2024')}<w:noBreakHyphen/>{t('12 a')}<w:softHyphen/>{t(SOFT)}</w:r>"), "2024-12 arrêté"),
    ("signs", p('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:sym w:font="Arial" w:char="00B0"/></w:r>'), "☐°"),
    ("letters of a symbol font", p(r("o", '<w:rFonts w:ascii="Wingdings"/>') + r(" oui")), "☐ oui"),
    ("capitals", p(r("Léa ", "<w:b/>") + r("Roux", "<w:caps/>") + r(" d'Ormes", "<w:smallCaps/>")), "Léa ROUX D'ORMES"),
    ("hidden letters", p(r("a") + r("b", "<w:vanish/>") + r("c", '<w:vanish w:val="0"/>')), "ac"),
    ("a deletion", p(r("a") + f"<w:del>{r('b')}</w:del><w:ins>{r('c')}</w:ins>"), "ac"),
    ("a move", p(f"<w:moveFrom>{r('a')}</w:moveFrom>") + p(f"<w:moveTo>{r('a')}</w:moveTo>"), "a"),
    ("a deleted line end", p(r("a "), "<w:rPr><w:del/></w:rPr>") + p("b"), "a b"),
    ("a deleted paragraph", p(f"<w:del>{r('a')}</w:del>", "<w:rPr><w:del/></w:rPr>") + p("b"), "b"),
    ("a link", p(f'<w:hyperlink r:id="x">{r("site")}</w:hyperlink>'), "site"),
    ("smart tags", p(f"<w:smartTag><w:smartTagPr/><w:smartTag>{r('a')}</w:smartTag></w:smartTag>"), "a"),
    (
        "content controls",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p(NESTED_CONTROL)}</w:sdtContent></w:sdt>",
        "a",
    ),
    ("an equation", p("<m:oMath><m:r><m:t>a=2b</m:t></m:r></m:oMath>"), "a=2b"),
    ("a simple field", p(f'<w:fldSimple w:instr=" DATE ">{r("15 janvier 2026")}</w:fldSimple>'), "15 janvier 2026"),
    (
        "a field",
        p(char("begin") + code(" DATE ") + char("separate") + r("15 janvier 2026") + char("end") + r(" à")),
        "15 janvier 2026 à",
    ),
    (
        "a field in the code of a field",
        p(
            char("begin")
            + code(" IF ")
            + char("begin")
            + code(" PAGE ")
            + char("separate")
            + r("1")
            + char("end")
            + code(' = 1 "a" "b"')
            + char("separate")
            + r("a")
            + char("end")
        ),
        "a",
    ),
    ("a field never ended", p(char("begin") + code(" IF ") + r("a")) + p("b"), "b"),
    ("a field never begun", p(char("separate") + r("a") + char("end")), "a"),
    (
        "a ticked box",
        p(char("begin", CHECKBOX.format("<w:checked/>")) + code("FORMCHECKBOX") + char("end") + r(" oui")),
        "☒ oui",
    ),
    ("an empty box", p(char("begin", CHECKBOX.format('<w:default w:val="0"/>')) + char("end") + r(" non")), "☐ non"),
    ("a list box", p(char("begin", LIST_BOX) + code("FORMDROPDOWN") + char("end")), "non"),
    ("a list box with its result", p(char("begin", LIST_BOX) + char("separate") + r("non") + char("end")), "non"),
    ("a text box, once", p(r("a") + BOX_TWICE) + p("b"), "a\nReçu en préfecture\nb"),
    ("only the old version", p(OLD_VERSION), "a"),
    (
        "letters along a line",
        p('<w:r><w:pict><v:shape><v:textpath string="PROJET"/></v:shape></w:pict></w:r>'),
        "PROJET",
    ),
    ("a comment", p(r("a") + '<w:r><w:commentReference w:id="1"/></w:r>'), "a"),
    ("a page break", p(f'<w:r>{t("a")}<w:br w:type="page"/>{t("b")}</w:r>'), "a\fb"),
    ("a page break before", p("a") + p("b", "<w:pageBreakBefore/>"), "a\fb"),
    ("a page break and another", p('<w:r><w:br w:type="page"/></w:r>') + p("b", "<w:pageBreakBefore/>"), "b"),
    ("a section", p("a", "<w:sectPr/>") + p("b") + "<w:sectPr/>", "a\fb"),
    ("a section on the same page", p("a", "<w:sectPr/>") + p("b") + SAME_PAGE, "a\nb"),
    ("a table", tbl(["Année", "Montant"], ["2026", "120 €"]) + p("b"), "Année   Montant\n2026   120 €\nb"),
    ("signature blocks", tbl([MAYOR, CHAIR]), "Le maire\nA. ROUX\nLa présidente\nB. VAL"),
    ("a table in a table", tbl([tbl(["a", "b"], ["c", "d"]) + p("")]), "a   b\nc   d"),
    (
        "merged cells",
        f"<w:tbl><w:tr>{MERGED.format(RESTARTS, p('a'))}<w:tc>{p('b')}</w:tc></w:tr>"
        f"<w:tr>{MERGED.format('', p('x'))}<w:tc>{p('c')}</w:tc></w:tr></w:tbl>",
        "a   b\nc",
    ),
    ("a deleted row", f"<w:tbl>{DELETED_ROW}<w:tr><w:tc>{p('b')}</w:tc></w:tr></w:tbl>", "b"),
    ("nothing", "", ""),
]


@pytest.mark.parametrize(("body", "expected"), [b[1:] for b in BODIES], ids=[b[0] for b in BODIES])
def test_printed_letters(body: str, expected: str) -> None:
    assert text(body) == expected


def level(at: int, form: str, shown: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{shown}"/></w:lvl>'
    )


ARTICLES = level(0, "decimal", "Article %1 :") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "%3)")
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="10"/></w:lvlOverride>'
ROMAN = level(0, "upperRoman", "%1 -") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
KEPT = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)", '<w:lvlRestart w:val="0"/>')
DASH = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
DOT = DASH.replace('"-"', '"\uf0b7"').replace("</w:lvl>", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>')
GLUED = level(0, "decimal", "(%1)", '<w:suff w:val="nothing"/>')

LISTS: list[tuple[str, str, list[tuple[int, int]], list[str]]] = [
    (
        "articles",
        ARTICLES,
        [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)],
        ["Article 1 : x", "1.1 x", "1.2 x", "a) x", "b) x", "1.3 x", "a) x", "Article 2 : x", "2.1 x"],
    ),
    ("lists of one definition share their count", ARTICLES, [(1, 0), (2, 0)], ["Article 1 : x", "Article 2 : x"]),
    ("a new start", ARTICLES, [(1, 0), (3, 0), (3, 0)], ["Article 1 : x", "Article 10 : x", "Article 11 : x"]),
    ("a parent not met yet", ARTICLES, [(1, 1), (1, 0)], ["1.1 x", "Article 1 : x"]),
    ("figures only", ROMAN, [(1, 0), (1, 1), (1, 0), (1, 1)], ["I - x", "1.1 x", "II - x", "2.1 x"]),
    ("a level that goes on", KEPT, [(1, 0), (1, 1), (1, 0), (1, 1)], ["1. x", "a) x", "2. x", "b) x"]),
    ("dashes", DASH, [(1, 0), (1, 0)], ["- x", "- x"]),
    ("dots", DOT, [(1, 0)], ["• x"]),
    ("nothing between", GLUED, [(1, 0)], ["(1)x"]),
    ("no list", ARTICLES, [(0, 0), (9, 0)], ["x", "x"]),
]


@pytest.mark.parametrize(("levels", "drawn", "expected"), [item[1:] for item in LISTS], ids=[item[0] for item in LISTS])
def test_automatic_numbers(levels: str, drawn: list[tuple[int, int]], expected: list[str]) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>' + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="5"/>{more}</w:num>'
        for n, more in ((1, ""), (2, ""), (3, RESTART))
    )
    body = "".join(p("x", num(*item)) for item in drawn)
    assert text(body, numbering=numbering).split("\n") == expected


def test_numbers_of_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Titre2"><w:basedOn w:val="Titre1"/></w:style>'
    )
    levels = level(0, "decimal", "Titre %1", '<w:pStyle w:val="Titre1"/>')
    levels += level(1, "decimal", "Art. %2", '<w:pStyle w:val="Titre2"/>')
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(p("x", f'<w:pStyle w:val="{style}"/>') for style in ("Titre1", "Titre2", "Titre2", "Titre1"))
    body += p("x", '<w:pStyle w:val="Titre2"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    expected = "Titre 1 x\nArt. 1 x\nArt. 2 x\nTitre 2 x\nx"
    assert text(body, numbering=numbering, styles=styles) == expected


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
    '<w:style w:type="paragraph" w:styleId="Fort"><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sous"><w:basedOn w:val="Fort"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Titre 2"/><w:rPr><w:caps/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rond"><w:basedOn w:val="Rond"/></w:style>'
    '<w:style w:type="character" w:styleId="Gras"><w:rPr><w:b/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (p(r("Le maire ") + r("DECIDE", "<w:b/>") + r(" :")), [("bold", "DECIDE")]),
        (p(r("DE", "<w:b/>") + r("CIDE ", "<w:b/>")), [("bold", "DECIDE")]),
        (p(r("a", '<w:b w:val="0"/>') + r("b", '<w:b w:val="false"/>')), []),
        (p(r("a", '<w:rStyle w:val="Gras"/>')), [("bold", "a")]),
        (p("a", '<w:pStyle w:val="Fort"/>'), [("bold", "a")]),
        (p(r("a", '<w:rStyle w:val="Gras"/>'), '<w:pStyle w:val="Fort"/>'), []),
        (p(r("a", '<w:b w:val="0"/>'), '<w:pStyle w:val="Fort"/>'), []),
        (p("a", '<w:pStyle w:val="Sous"/>'), [("bold", "a"), ("heading", "a")]),
        (p("a", '<w:outlineLvl w:val="0"/>'), [("heading", "a")]),
        (p("a", '<w:pStyle w:val="Sous"/><w:outlineLvl w:val="9"/>'), [("bold", "a")]),
        (p("Objet", '<w:pStyle w:val="T"/>'), [("heading", "OBJET")]),
        (p("a", '<w:pStyle w:val="Rond"/>'), []),
        (p("a", '<w:pStyle w:val="absent"/>'), []),
        (tbl(["a", "b"]), [("table", "a   b")]),
    ],
)
def test_marks_quote_the_page(paragraph: str, expected: list[tuple[str, str]]) -> None:
    pages = read_docx(docx(p("avant") + paragraph + p("après"), styles=STYLES), "a.docx")
    assert marks(pages) == expected


def head(name: str, kind: str = "default") -> str:
    return f'<w:headerReference w:type="{kind}" r:id="{name}"/>'


def foot(name: str) -> str:
    return f'<w:footerReference w:type="default" r:id="{name}"/>'


RUNNING = {"header1": p("COMMUNE DE VALBOIS"), "header2": p("Arrêté n° 3"), "footer1": p("1, place Haute")}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("a") + f"<w:sectPr>{head('header1')}{foot('footer1')}</w:sectPr>", "COMMUNE DE VALBOIS\na\n1, place Haute"),
        (p("a") + f"<w:sectPr>{head('header2', 'first')}{head('header1')}</w:sectPr>", "COMMUNE DE VALBOIS\na"),
        (
            p("a") + f"<w:sectPr>{head('header2', 'first')}{head('header1')}<w:titlePg/></w:sectPr>",
            "Arrêté n° 3\nCOMMUNE DE VALBOIS\na",
        ),
        (
            p("a", f"<w:sectPr>{head('header1')}{foot('footer1')}</w:sectPr>")
            + p("b", f"<w:sectPr>{head('header2')}</w:sectPr>")
            + p("c")
            + "<w:sectPr/>",
            "COMMUNE DE VALBOIS\na\n1, place Haute\fArrêté n° 3\nb\fc",
        ),
    ],
)
def test_headers_and_footers_are_read_once(body: str, expected: str) -> None:
    pages = read_docx(docx(body, **RUNNING), "a.docx")
    assert "\f".join(page.string for page in pages) == expected
    assert {kind for kind, quoted in marks(pages) if quoted in ("COMMUNE DE VALBOIS", "Arrêté n° 3")} == {"head"}
    assert [quoted for kind, quoted in marks(pages) if kind == "foot"] == ["1, place Haute"] * ("Haute" in expected)


def test_even_headers_only_where_they_are_printed() -> None:
    body = p("a") + f"<w:sectPr>{head('header1')}{head('header2', 'even')}</w:sectPr>"
    assert text(body, **RUNNING) == "COMMUNE DE VALBOIS\na"
    assert text(body, settings="<w:evenAndOddHeaders/>", **RUNNING) == "COMMUNE DE VALBOIS\nArrêté n° 3\na"


def test_notes_stand_at_the_end_after_their_marks() -> None:
    def call(kind: str, note: int, more: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{note}" {more}/></w:r>'

    notes = "".join(
        f'<w:footnote w:id="{n}">{p("<w:r><w:footnoteRef/></w:r>" + r(f" note {n}"))}</w:footnote>' for n in (-1, 1, 2)
    )
    ends = f'<w:endnote w:id="1">{p(" fin")}</w:endnote>'
    body = p(r("a") + call("footnote", 2)) + p(r("b") + call("endnote", 1) + call("footnote", 1)) + p(r("c"))
    assert text(body, footnotes=notes, endnotes=ends) == "a¹\nbⁱ²\nc\n¹ note 2\n² note 1\nⁱ fin"
    own = p(r("a") + call("footnote", 1, 'w:customMarkFollows="1"') + r("*"))
    assert text(own, footnotes=notes) == "a*\n note 1"


LAST_PAGES = p("<w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>") + p(
    f"<w:r>{t('c ')}<w:lastRenderedPageBreak/>{t('c')}</w:r>"
)


@pytest.mark.parametrize(("count", "expected"), [(3, "a\fb\nc c\fd"), (9, "a\nb\nc c\nd")])
def test_rendered_pages_only_when_they_are_as_many_as_announced(count: int, expected: str) -> None:
    data = docx(p("a") + LAST_PAGES + p("d"), app=f"<Properties><Pages>{count}</Pages></Properties>")
    assert "\f".join(page.string for page in read_docx(data, "a.docx")) == expected


def test_strict_files_and_other_main_parts() -> None:
    data = docx(p("Vu"), main="word/document2.xml")
    assert read_docx(data, "a")[0].string == "Vu"
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for path in source.namelist():
            content = source.read(path).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            package.writestr(path, content)
    assert read_docx(buffer.getvalue(), "a")[0].string == "Vu"


def test_pages_are_native_text() -> None:
    (page,) = read_docx(docx(p("Vu")), "a")
    assert (page.number, page.text_origin, page.width) == (1, "native", None)


@pytest.mark.parametrize("part", ["styles", "numbering", "settings", "footnotes"])
def test_damaged_part_is_named(part: str) -> None:
    body = p('<w:r><w:footnoteReference w:id="1"/></w:r>')
    with pytest.raises(InputUnreadable, match=rf"^acte\.docx : word/{part}\.xml n'est pas du XML lisible$"):
        read_docx(docx(body, **{part: "<w:x>"}), "acte.docx")


@pytest.mark.parametrize(
    "body",
    [
        p("<w:smartTag>" * 240 + "</w:smartTag>" * 240),
        "<w:sdt>" * 240 + "</w:sdt>" * 240,
        "<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80,
        p("<w:r><w:pict>" + "<v:group>" * 240 + "</v:group>" * 240 + "</w:pict></w:r>"),
    ],
)
def test_deep_nesting_is_read(body: str) -> None:
    assert read_docx(docx(body + p("fin")), "a")[0].string.strip() == "fin"


def test_deeper_nesting_is_refused() -> None:
    with pytest.raises(InputUnreadable):
        read_docx(docx("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000), "a")


def test_part_that_expands_too_much_is_refused() -> None:
    with pytest.raises(InputTooLarge):
        read_docx(docx(p("a" * 9_000_000)), "a")


HOSTILE = {
    "fields never ended": p(char("begin") + r("a")),
    "rendered breaks": "<w:r><w:lastRenderedPageBreak/><w:t>a</w:t></w:r>",
    "notes": '<w:r><w:footnoteReference w:id="1"/></w:r>',
    "page breaks": p("a", "<w:pageBreakBefore/>"),
    "numbers": p("a", num(1)),
    "rows": tbl(["a", "b"]),
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_size(unit: str) -> None:
    def seconds(count: int) -> float:
        inside = unit * count
        body = f"<w:p>{inside}</w:p>" if unit.startswith("<w:r>") else inside
        # A comment of random letters keeps the file from looking like a bomb.
        noise = "".join(str(n * 7919 % 100_003) for n in range(count))
        numbering = (
            f'<w:abstractNum w:abstractNumId="0">{ARTICLES}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        )
        notes = f'<w:footnote w:id="1">{p("note")}</w:footnote>'
        data = docx(f"<!--{noise}-->{body}", numbering=numbering, footnotes=notes)
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read_docx(data, "a")
            best = min(best, time.process_time() - start)
        return best

    assert seconds(2400) < 10 * max(seconds(600), 0.005)


CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_paragraphs_of_real_files_are_all_read() -> None:
    for path in sorted([*CORPUS.glob("docs/*.docx"), *CORPUS.glob("bulk/*.docx")]):
        pages = read_docx(path.read_bytes(), path.name)
        read = "".join("".join(page.string for page in pages).split())
        body = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
        w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        for paragraph in body.iterfind(f"{w}body/{w}p"):
            if all(
                paragraph.find(f".//{w}{tag}") is None
                for tag in ("caps", "fldChar", "noBreakHyphen", "pict", "drawing")
            ):
                letters = "".join(node.text or "" for node in paragraph.iterfind(f".//{w}t"))
                assert "".join(letters.split()) in read
