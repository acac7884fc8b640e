"""Every printed letter of an OpenDocument text, once and in order; nothing that is not printed."""

from __future__ import annotations

import io
import zipfile

import pytest

from actes.errors import InputUnreadable
from actes.read.odt import read_odt
from actes.text import PageText

URN = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        *((prefix, f"{URN}{prefix}:1.0") for prefix in ("office", "text", "table", "style")),
        ("draw", URN + "drawing:1.0"),
        ("fo", URN + "xsl-fo-compatible:1.0"),
        ("svg", URN + "svg-compatible:1.0"),
        ("loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"),
        ("field", "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"),
    )
)


def odt(body: str, *, styles: str = "", masters: str = "", automatic: str = "", pages: int | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        package.writestr(
            "styles.xml",
            f"<office:document-styles {NAMESPACES}><office:styles>{styles}</office:styles>"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
        )
        if pages is not None:
            package.writestr("meta.xml", f'<m><meta:document-statistic meta:page-count="{pages}"/></m>')
    return buffer.getvalue()


def p(content: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def span(content: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{content}</text:span>'


def style(name: str, inside: str = "", family: str = "paragraph", more: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inside}</style:style>'


def letters(properties: str) -> str:
    return f"<style:text-properties {properties}/>"


def layout(properties: str) -> str:
    return f"<style:paragraph-properties {properties}/>"


def items(*contents: str) -> str:
    return "".join(f"<text:list-item>{content}</text:list-item>" for content in contents)


def row(*cells: str) -> str:
    inside = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table-row>{inside}</table:table-row>"


def text(pages: tuple[PageText, ...]) -> str:
    return "\f".join(page.string for page in pages)


def marks(pages: tuple[PageText, ...]) -> list[tuple[str, str]]:
    return [(m.kind, page.string[m.start : m.end]) for page in pages for m in page.marks]


STYLES = (
    style("Gras", letters('fo:font-weight="bold"'), "text")
    + style("Maigre", letters('fo:font-weight="normal"'), "text")
    + style("Lourd", letters('fo:font-weight="700"'), "text")
    + style("Caps", letters('fo:text-transform="uppercase"'), "text")
    + style("Petites", letters('fo:font-variant="small-caps"'), "text")
    + style("Caché", letters('text:display="none"'), "text")
    + style("Fort", letters('fo:font-weight="bold"'))
    + style("Plus_20_fort", more='style:parent-style-name="Fort"')
    + style("Heading_20_2")
    + style("Titre_20_bas", more='style:parent-style-name="Heading_20_2"')
    + style("Page", layout('fo:break-before="page"'))
    + style("Fin", layout('fo:break-after="page"'))
    + style("Rond", more='style:parent-style-name="Rond"')
)

FRAME = f"<draw:frame><draw:text-box>{p('Reçu')}</draw:text-box><svg:title>image</svg:title></draw:frame>"
NOTE = (
    '<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
    "<text:note-body>{body}</text:note-body></text:note>"
)
CHECKBOX = (
    '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX">'
    '<field:param field:name="Checkbox_Checked" field:value="{}"/></field:fieldmark>'
)

BODIES: list[tuple[str, str, str]] = [
    ("paragraphs", p("Vu") + p("") + "<text:h>Titre</text:h>", "Vu\n\nTitre"),
    ("white space", p(" Vu \n\t le" + span(" code", "Gras")), "Vu le code"),
    ("white space between spans", p(span("Vu ", "Gras") + span(" le", "Gras")), "Vu le"),
    ("spaces, tabs, line ends", p('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<text:s/>e'), "a   b\tc\nd e"),
    ("capitals", p(span("Léa", "Caps") + " " + span("Roux", "Petites")), "LÉA ROUX"),
    ("hidden letters", p("a" + span("b", "Caché") + "c"), "ac"),
    ("a hidden section", f'<text:section text:display="none">{p("a")}</text:section>' + p("b"), "b"),
    ("a section", f"<text:section>{p('a')}</text:section>", "a"),
    ("tracked deletions", f"<text:tracked-changes>{p('a')}</text:tracked-changes>" + p("b"), "b"),
    ("an annotation", p(f"a<office:annotation>{p('x')}</office:annotation>b"), "ab"),
    ("fields", p("le <text:date>3 mars</text:date>, page <text:page-number>2</text:page-number>"), "le 3 mars, page 2"),
    ("a link", p("<text:a>site</text:a>"), "site"),
    ("a ruby", p("<text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>"), "a"),
    ("a text box", p("a" + FRAME + "b") + p("c"), "ab\nReçu\nc"),
    ("a text box of the page", FRAME + p("c"), "Reçu\nc"),
    ("a shape", p(f"<draw:custom-shape>{p('a')}</draw:custom-shape>"), "a"),
    ("boxes to tick", p(CHECKBOX.format("true") + "oui " + CHECKBOX.format("false") + "non"), "☒oui ☐non"),
    (
        "an index",
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>x"
        f"</text:index-title-template></text:table-of-content-source><text:index-body>{p('a')}</text:index-body>"
        "</text:table-of-content>",
        "a",
    ),
    ("a table", f"<table:table>{row(p('a'), p('b'))}{row(p('c'), p('d'))}</table:table>" + p("e"), "a   b\nc   d\ne"),
    (
        "head rows and covered cells",
        f"<table:table><table:table-header-rows>{row(p('a'), p('b'))}</table:table-header-rows>"
        f"<table:table-row><table:table-cell>{p('c')}</table:table-cell><table:covered-table-cell>{p('x')}"
        "</table:covered-table-cell></table:table-row></table:table>",
        "a   b\nc",
    ),
    ("a page before", p("a") + p("b", "Page"), "a\fb"),
    ("a page after", p("a", "Fin") + p("b"), "a\fb"),
    (
        "notes",
        p("a" + NOTE.format(kind="endnote", mark="i", body=p("fin")))
        + p("b" + NOTE.format(kind="footnote", mark="1", body=p("bas")) + " c"),
        "aⁱ\nb¹ c\n¹bas\nⁱfin",
    ),
    ("letters of a symbol font", p("\uf0a8 oui"), "☐ oui"),
    ("nothing", "", ""),
]


@pytest.mark.parametrize(("body", "expected"), [b[1:] for b in BODIES], ids=[b[0] for b in BODIES])
def test_printed_letters(body: str, expected: str) -> None:
    assert text(read_odt(odt(body, styles=STYLES), "a.odt")) == expected


def level(at: int, form: str, suffix: str = "", more: str = "") -> str:
    numbers = f'style:num-format="{form}" style:num-suffix="{suffix}"'
    return f'<text:list-level-style-number text:level="{at}" {numbers} {more}/>'


LISTS = (
    '<text:list-style style:name="L">'
    + level(1, "1", " :", 'style:num-prefix="Article "')
    + level(2, "1", "", 'text:display-levels="2"')
    + level(3, "a", ")")
    + '</text:list-style><text:list-style style:name="T">'
    + level(1, "1", more='loext:num-list-format="Art. %1% -"')
    + '</text:list-style><text:list-style style:name="P"><text:list-level-style-bullet text:level="1"'
    ' text:bullet-char="–" style:num-suffix="."/></text:list-style>'
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>'
    + style("EnListe", more='style:list-style-name="P"')
)


def numbered(content: str, name: str = "L", more: str = "") -> str:
    return f'<text:list text:style-name="{name}" {more}>{content}</text:list>'


DEEP = f"<text:list>{items(p('x'))}</text:list>"
SUB = f"<text:list>{items(p('x'), p('x') + DEEP)}</text:list>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (numbered(items(p("x") + SUB, p("x"))), ["Article 1 : x", "1.1 x", "1.2 x", "a) x", "Article 2 : x"]),
        (numbered(items(p("x") + p("suite"), p("x"))), ["Article 1 : x", "suite", "Article 2 : x"]),
        (numbered(items(p("x"))) + numbered(items(p("x"))), ["Article 1 : x", "Article 1 : x"]),
        (
            numbered(items(p("x"))) + p("y") + numbered(items(p("x")), more='text:continue-numbering="true"'),
            ["Article 1 : x", "y", "Article 2 : x"],
        ),
        (
            numbered(items(p("x")), more='xml:id="a"')
            + numbered(items(p("x")), "T")
            + numbered(items(p("x")), more='text:continue-list="a"'),
            ["Article 1 : x", "Art. 1 - x", "Article 2 : x"],
        ),
        (
            numbered(items(p("x")) + f'<text:list-item text:start-value="7">{p("x")}</text:list-item>'),
            ["Article 1 : x", "Article 7 : x"],
        ),
        (numbered(f"<text:list-header>{p('x')}</text:list-header>" + items(p("x"))), ["x", "Article 1 : x"]),
        (numbered(items(p("x"), p("x")), "P"), ["– x", "– x"]),
        (f"<text:list>{items(p('x', 'EnListe'))}</text:list>", ["– x"]),
        (numbered(items("<text:number>1°)</text:number>" + p("x"))), ["1°) x"]),
        (numbered(items(p("x")), "absente"), ["x"]),
        ('<text:h text:outline-level="1">x</text:h>' * 2, ["I. x", "II. x"]),
        ('<text:h text:outline-level="2">x</text:h>', ["x"]),
        ('<text:h text:outline-level="1" text:is-list-header="true">x</text:h>', ["x"]),
    ],
)
def test_numbers_of_lists_and_headings(body: str, expected: list[str]) -> None:
    assert text(read_odt(odt(body, styles=LISTS), "a.odt")).split("\n") == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (p("Le maire " + span("DECIDE", "Gras") + " :"), [("bold", "DECIDE")]),
        (p(span("DE", "Gras") + span("CIDE ", "Lourd")), [("bold", "DECIDE")]),
        (p("a", "Plus_20_fort"), [("bold", "a")]),
        (p(span("a", "Maigre") + "b", "Fort"), [("bold", "b")]),
        ("<text:h>Objet</text:h>", [("heading", "Objet")]),
        (p("Objet", "Titre_20_bas"), [("heading", "Objet")]),
        (p("a", "Rond"), []),
        (f"<table:table>{row(p('a'), p('b'))}</table:table>", [("table", "a   b")]),
    ],
)
def test_marks_quote_the_page(paragraph: str, expected: list[tuple[str, str]]) -> None:
    assert marks(read_odt(odt(p("avant") + paragraph + p("après"), styles=STYLES), "a")) == expected


def master(name: str, inside: str, following: str = "") -> str:
    return f'<style:master-page style:name="{name}" style:next-style-name="{following}">{inside}</style:master-page>'


def test_headers_and_footers_are_read_once() -> None:
    masters = master(
        "Standard",
        f"<style:header>{p('COMMUNE DE VALBOIS')}</style:header><style:footer>{p('1, place Haute')}</style:footer>"
        f'<style:header-left style:display="false">{p("x")}</style:header-left>',
    )
    masters += master("Premiere", f"<style:header>{p('Arrêté')}</style:header>", "Standard")
    automatic = style("P1", more='style:master-page-name="Premiere"')
    pages = read_odt(odt(p("a") + p("b"), masters=masters), "a")
    assert text(pages) == "COMMUNE DE VALBOIS\na\nb\n1, place Haute"
    assert marks(pages) == [("head", "COMMUNE DE VALBOIS"), ("foot", "1, place Haute")]
    first = "<text:sequence-decls/>" + p("a", "P1") + p("b")
    pages = read_odt(odt(first, masters=masters, automatic=automatic), "a")
    assert text(pages) == "Arrêté\nCOMMUNE DE VALBOIS\na\nb\n1, place Haute"
    second = p("a") + p("b", "P1")
    pages = read_odt(odt(second, masters=masters, automatic=automatic), "a")
    assert text(pages) == "COMMUNE DE VALBOIS\na\n1, place Haute\fArrêté\nb"


@pytest.mark.parametrize(("count", "expected"), [(2, "a b\fc"), (4, "a b\nc"), (None, "a b\nc")])
def test_soft_page_breaks_only_when_they_are_as_many_as_announced(count: int | None, expected: str) -> None:
    body = p("a <text:soft-page-break/>b") + p("c")
    assert text(read_odt(odt(body, pages=count), "a")) == expected


def test_pages_are_native_text() -> None:
    (page,) = read_odt(odt(p("Vu")), "a")
    assert (page.number, page.text_origin) == (1, "native")


def test_damaged_part_is_named() -> None:
    with pytest.raises(InputUnreadable, match=r"^a\.odt : content\.xml n'est pas du XML lisible$"):
        read_odt(odt("<text:p>"), "a.odt")


@pytest.mark.parametrize(
    "body",
    [
        p("<text:span>" * 240 + "</text:span>" * 240),
        "<text:section>" * 240 + "</text:section>" * 240,
        "<text:list><text:list-item>" * 120 + "</text:list-item></text:list>" * 120,
        p("<draw:g>" * 240 + "</draw:g>" * 240),
    ],
)
def test_deep_nesting_is_read(body: str) -> None:
    assert text(read_odt(odt(body + p("fin")), "a")).strip() == "fin"
