"""The checkpoint report: before (agenda, and a page per initiative) and after (what came of it)."""

from checkpoints.reports.build import build_checkpoint_report

__all__ = ["build_checkpoint_report"]
