"""What changed between two versions of an act, in law and not in line breaks.

The package is `changes`, its verb `diff`: a package named like the function would hide `actes.diff`
behind itself as soon as one of its modules is imported.
"""

from actes.changes.change import Change, Edit
from actes.changes.compare import diff

__all__ = ["Change", "Edit", "diff"]
