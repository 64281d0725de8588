from checkpoints.forms.meeting import MeetingForm
from checkpoints.models import Gathering
from prioinit.widgets import GrowingTextarea


class GatheringForm(MeetingForm):
    class Meta:
        model = Gathering
        fields = ["kind", "name", "place", "video_link", "about"]
        widgets = {"about": GrowingTextarea}

    field_order = [
        "kind",
        "name",
        "day",
        "begins",
        "ends",
        "move_reason",
        "place",
        "video_link",
        "about",
    ]
