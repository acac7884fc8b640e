"""What the diff says: one frozen `Change` per thing that is not the same."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

from actes.model import Frozen

ChangeKind = Literal["added", "removed", "changed", "moved", "renumbered"]
Nature = Literal["plain", "doubtful", "consequence"]


class Edit(Frozen):
    """Words replaced, put in (`before` empty) or taken out (`after` empty) in a long text.

    `before` and `after` quote the values of the `Change`: `change.before[start_before:][:len(before)] == before`,
    and likewise for `after`. `doubtful`: a likely confusion of letters by the OCR. `consequence`: a number of
    article that merely follows a renumbering.
    """

    before: str
    after: str
    start_before: int
    start_after: int
    nature: Nature = "plain"


class Change(Frozen):
    """One difference between two versions, A then B.

    `path` names the thing by the model's fields, indices from 0 on the side where it stands: in B, or in A
    for what was removed. `was` is its path in A where that is another one, else null; for a field added to a thing
    that A has elsewhere, the path it would have there.

    | kind | `before` | `after` |
    |---|---|---|
    | `added` | null | what was added |
    | `removed` | what was removed | null |
    | `changed` | the value in A | the value in B |
    | `renumbered` | the number in A | the number in B |
    | `moved` | the path in A | the path in B |

    Values are those of `Dossier.values()`, less nulls and empty lists in what is added or removed whole; a slot
    left blank is `{"state": "blank"}`, what could not be read `{"state": "unreadable", "text": …}`.
    `words` holds the word-level edits of a long text. `consequence_of` is the path of the change that this one
    merely follows: an amount read inside an article whose text has changed. `doubtful` (with `ocr=True` only):
    all its edits are likely confusions of the OCR.
    """

    path: str
    kind: ChangeKind
    before: JsonValue = None
    after: JsonValue = None
    words: tuple[Edit, ...] = ()
    was: str | None = None
    consequence_of: str | None = None
    doubtful: bool = False
