"""What a PDF page draws beside its letters: rules (for tables and columns) and images (for scans)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import isfinite
from typing import Any, NamedTuple

from actes.read.frame import Frame, seen_box
from actes.read.tables import Rule

MAX_OBJECTS = 20_000
MAX_SEGMENTS = 400
MAX_NESTING = 4
MAX_RULES = 2000
"""Bounds on what is looked at on one page, in one shape, in forms within forms; a drawing goes beyond them."""

THIN = 2.5
"""A filled shape this thin, in points, is a rule."""

MIN_LENGTH = 8.0
"""A shorter rule is a dash, a tick or part of a drawing."""

Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Corners = tuple[float, float, float, float]


class Shapes(NamedTuple):
    """`image_cover` is the share of the page under images, `under` that of its texts drawn before a page-wide one.

    `segments` counts the lines and curves of all shapes: tens of thousands where letters are drawn as outlines.
    """

    rules: tuple[Rule, ...] = ()
    image_cover: float = 0.0
    under: float = 0.0
    segments: int = 0


def read_shapes(pdfium: Any, page: Any, frame: Frame) -> Shapes:
    """The rules and images of an open pdfium page, in the frame of the page."""
    rules: list[Rule] = []
    cover = 0.0
    area = frame.width * frame.height
    texts = texts_under = segments = 0
    for kind, shape, matrix in _objects(pdfium, page):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts += 1
            continue
        corners = _bounds(pdfium, shape, matrix)
        if corners is None:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            share = _visible(frame, corners) / area
            cover += share
            if share > 0.5:
                texts_under = texts
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            segments += max(pdfium.FPDFPath_CountSegments(shape), 0)
            if len(rules) < MAX_RULES:
                rules += _rules(pdfium, shape, matrix, corners, frame)
    return Shapes(tuple(rules), min(cover, 1.0), texts_under / texts if texts else 0.0, segments)


def _objects(pdfium: Any, page: Any) -> Iterator[tuple[int, Any, Matrix]]:
    """The objects of a page in drawing order, those of its forms included, with the matrix that places them."""
    seen = 0
    stack: list[tuple[Any, Matrix, int, int]] = [(page, PLAIN, 0, 0)]
    while stack and seen < MAX_OBJECTS:
        holder, matrix, at, depth = stack.pop()
        count = pdfium.FPDFFormObj_CountObjects(holder) if depth else pdfium.FPDFPage_CountObjects(holder)
        get = pdfium.FPDFFormObj_GetObject if depth else pdfium.FPDFPage_GetObject
        while at < count and seen < MAX_OBJECTS:
            shape = get(holder, at)
            at += 1
            seen += 1
            kind = pdfium.FPDFPageObj_GetType(shape)
            if kind != pdfium.FPDF_PAGEOBJ_FORM:
                yield kind, shape, matrix
            elif depth < MAX_NESTING:
                stack.append((holder, matrix, at, depth))
                stack.append((shape, _times(_matrix(pdfium, shape), matrix), 0, depth + 1))
                break


def _matrix(pdfium: Any, shape: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(shape, ctypes.byref(m)):
        return PLAIN
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    x, y = _placed(outer, e, f)
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        x,
        y,
    )


def _placed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(pdfium: Any, shape: Any, matrix: Matrix) -> Corners | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(
        shape, ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top)
    ):
        return None
    corners = (left.value, bottom.value, right.value, top.value)
    if matrix is not PLAIN:
        ax, ay = _placed(matrix, corners[0], corners[1])
        bx, by = _placed(matrix, corners[2], corners[3])
        corners = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
    return corners if all(map(isfinite, corners)) else None


def _visible(frame: Frame, corners: Corners) -> float:
    width = min(corners[2], frame.right) - max(corners[0], frame.left)
    height = min(corners[3], frame.top) - max(corners[1], frame.bottom)
    return max(width, 0.0) * max(height, 0.0)


def _rules(pdfium: Any, path: Any, matrix: Matrix, corners: Corners, frame: Frame) -> Iterator[Rule]:
    x0, y0, x1, y1 = corners
    if max(x1 - x0, y1 - y0) < MIN_LENGTH or _visible(frame, (x0 - 1, y0 - 1, x1 + 1, y1 + 1)) == 0:
        return
    if min(x1 - x0, y1 - y0) <= THIN:
        yield from _rule(frame, corners)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    count = pdfium.FPDFPath_CountSegments(path)
    if not stroke.value or not 2 <= count <= MAX_SEGMENTS:
        return
    own = _times(_matrix(pdfium, path), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        there = _placed(own, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = there
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _side(frame, here, there)
        here = there
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _side(frame, here, start)
            here = start


def _side(frame: Frame, a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    corners = (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
    if all(map(isfinite, corners)) and min(corners[2] - corners[0], corners[3] - corners[1]) <= 1.0:
        yield from _rule(frame, corners)


def _rule(frame: Frame, corners: Corners) -> Iterator[Rule]:
    box = seen_box(frame, *corners)
    width, height = box.x1 - box.x0, box.y1 - box.y0
    if height > width and height >= MIN_LENGTH:
        yield Rule(True, (box.x0 + box.x1) / 2, box.y0, box.y1)
    elif width > height and width >= MIN_LENGTH:
        yield Rule(False, (box.y0 + box.y1) / 2, box.x0, box.x1)
