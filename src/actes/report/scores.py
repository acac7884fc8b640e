"""The table of an evaluation: precision, recall and F1 per field."""

from __future__ import annotations

from actes.evaluate import Report


def show(report: Report, *, errors: bool = False) -> None:
    """Print the table, each disagreement first if `errors`."""
    if errors:
        for miss in report.misses:
            print(f"{miss.document}\t{miss.field}\t{miss.sign} {miss.value}")
    print(f"{'champ':22}{'n':>5}{'P':>8}{'R':>7}{'F1':>7}{'souple':>9}")
    for field, strict in report.strict.items():
        print(
            f"{field:22}{strict.hits + strict.misses:5}{strict.precision:8.3f}{strict.recall:7.3f}{strict.f1:7.3f}{report.soft[field].f1:9.3f}"
        )
    strict_mean, soft_mean = report.macro()
    print(
        f"moyenne des F1 {strict_mean:.3f}, souple {soft_mean:.3f} ; {report.documents} documents, {len(report.failed)} en échec"
    )
    for failure in report.failed:
        print(f"échec : {failure}")
