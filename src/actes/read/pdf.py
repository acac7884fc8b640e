"""A PDF → its pages: text in reading order, words with boxes, and what is known of both.

pdfium reads the words; it is not thread-safe, so every call to it is made under `PDFIUM`, which whoever
else uses pdfium (to render a page) must hold too. Layout is done outside the lock.
"""

from __future__ import annotations

import ctypes
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from math import hypot
from typing import Any, NamedTuple

from actes.errors import InputTooLarge, InputUnreadable
from actes.read.columns import Token
from actes.read.glyphs import ...
