"""Which scenarios a run has, in order."""

from chaos import controls, days, outages, storm
from chaos.rows import Scenario


def scenarios(*, short: bool, only: str) -> list[Scenario]:
    # The short run leaves out the green half of the controls: its other rows are green with every guard on.
    green = () if short else controls.GREEN
    # The longest first, so that two lanes end together.
    chosen = [*storm.ALL, *outages.ALL, *green, *controls.RED, *days.ALL]
    return [scenario for scenario in chosen if only in scenario.__name__]
