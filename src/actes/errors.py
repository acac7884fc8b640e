"""What can go wrong with an input. Every error is one line of French and an exit code.

A defect of an act (a date missing, an article skipped) is never an error: it is a finding.
"""

from __future__ import annotations


class ActesError(Exception):
    """Something about the input that the caller can act on."""

    exit_code = 1


class InputMissing(ActesError):
    """The file does not exist, is a folder, or may not be read."""

    exit_code = 66


class InputUnreadable(ActesError):
    """The file is there, but is empty, damaged, encrypted or binary."""

    exit_code = 65


class InputUnsupported(InputUnreadable):
    """The file is of a kind that cannot be read (legacy .doc, spreadsheet, archive)."""


class InputTooLarge(InputUnreadable):
    """The file goes beyond a bound that protects the machine."""


class OutputFailed(ActesError):
    """The result could not be written."""

    exit_code = 73
