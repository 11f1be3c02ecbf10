"""The report that editors read: one HTML file, or a folder of them, that need no network and no script."""

from __future__ import annotations

from mujaz.eval.report.write import write_briefs, write_report

__all__ = ["write_briefs", "write_report"]
