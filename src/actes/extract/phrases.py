"""Patterns of words: what is one space in the pattern may be a line end and its indents in the document."""

from __future__ import annotations

import re

QUANTIFIERS = "*+{"


def phrase(pattern: str) -> re.Pattern[str]:
    """`pattern` compiled, each of its spaces standing for one to six, each ` ?` for none to six.

    Spaces in brackets, in lookbehinds (whose width is fixed) and with a quantifier of their own stay as they are.
    """
    parts: list[str] = []
    bracket, closes = False, 0
    i = 0
    while i < len(pattern):
        character = pattern[i]
        if character == "\\":
            parts.append(pattern[i : i + 2])
            i += 2
            continue
        if bracket:
            bracket = character != "]"
        elif character == "[":
            bracket = True
            if pattern[i + 1 : i + 2] == "]" or pattern[i + 1 : i + 3] == "^]":
                raise ValueError("a bracket is escaped within brackets")
        elif character == "(":
            closes += 1 if closes or pattern.startswith(("(?<=", "(?<!"), i) else 0
        elif character == ")":
            closes -= 1 if closes else 0
        elif character == " " and not closes:
            following = pattern[i + 1 : i + 2]
            if following == "?":
                parts.append(" {0,6}")
                i += 2
                continue
            if not following or following not in QUANTIFIERS:
                character = " {1,6}"
        parts.append(character)
        i += 1
    return re.compile("".join(parts))
