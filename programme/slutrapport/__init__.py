"""The slutrapport of an initiative: a section is one module here and one template, and a line in `report.py`."""

from programme.slutrapport.build import build_slutrapport
from programme.slutrapport.report import Closing

__all__ = ["Closing", "build_slutrapport"]
