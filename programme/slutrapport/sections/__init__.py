"""Each module: a frozen dataclass of plain values, and `build(initiative, reader)`; None when there is nothing.

Final reports keep these dataclasses as they are: what one gets later needs a default.
"""
