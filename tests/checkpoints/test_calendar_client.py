"""Our files taken in by ical.js, the library that Thunderbird's calendar stands on, whole life through."""

from datetime import date
from pathlib import Path

import pytest

from checkpoints.services import invitations as services
from checkpoints.services.checkpoints import cancel_checkpoint, change_checkpoint
from programme.calendar_feed import write_feed
from tests.checkpoints.calls import all_leave
from tests.factories import ActionFactory, CheckpointFactory, at_hour

pytestmark = pytest.mark.browser

LIBRARY = Path(__file__).parent.parent / "data" / "ical-2.2.1.min.js"  # MPL-2.0, in no delivery

# What a calendar does with what it is sent (RFC 5546): a later sequence replaces, CANCEL removes.
IMPORT = """texts => {
  const calendar = new Map();
  for (const text of texts) {
    const root = new ICAL.Component(ICAL.parse(text));
    for (const part of root.getAllSubcomponents("vevent")) {
      const event = new ICAL.Event(part);
      const known = calendar.get(event.uid);
      if (known && known.sequence > event.sequence) continue;
      if (root.getFirstPropertyValue("method") === "CANCEL") { calendar.delete(event.uid); continue; }
      calendar.set(event.uid, {
        sequence: event.sequence,
        title: event.summary,
        begins: event.startDate.toJSDate().toISOString(),
        wholeDay: event.startDate.isDate,
        place: event.location,
        who: event.attendees.map(one => one.getFirstValue()),
      });
    }
  }
  return [...calendar.values()];
}"""


@pytest.fixture
def take_in(chrome):
    """`take_in(file, file)`: what stands in a calendar that has been sent them in that order."""
    page = chrome.new_page()
    page.add_script_tag(path=LIBRARY)
    yield lambda *files: page.evaluate(IMPORT, list(files))
    page.close()


def test_a_calendar_follows_the_meeting_and_then_forgets_it(world, frozen_time, take_in):
    frozen_time("2026-11-23 09:00")
    name = 'Möte; "ett", två\\n'
    checkpoint = CheckpointFactory(round=world.round, name=name, place="Torget 1, plan 2; vänster")
    services.send_invitations(by=world.lots, meeting=checkpoint)
    sent = [all_leave()["Lea Ledare"].calendar]
    (event,) = take_in(*sent)
    assert event["title"] == name
    assert event["place"] == "Torget 1, plan 2; vänster"
    assert event["who"] == [f"mailto:{world.ledartroja.email}"]

    frozen_time("2026-11-23 10:00")
    change_checkpoint(
        by=world.lots,
        checkpoint=checkpoint,
        version=1,
        move_reason="Krock.",
        starts_at=at_hour(date(2027, 3, 29), 13),
        ends_at=at_hour(date(2027, 3, 29), 16),
    )
    sent.append(all_leave()["Lea Ledare"].calendar)
    (event,) = take_in(*sent)
    assert (event["sequence"], event["begins"]) == (1, "2027-03-29T11:00:00.000Z")
    assert take_in(*reversed(sent)) == [event]  # mail may arrive in any order

    services.take_off_list(by=world.lots, meeting=checkpoint, person=world.ledartroja)
    sent.append(all_leave()["Lea Ledare"].calendar)
    assert take_in(*sent) == []
    services.put_on_list(by=world.lots, meeting=checkpoint, person=world.ledartroja)
    services.send_invitations(by=world.lots, meeting=checkpoint)
    sent.append(all_leave()["Lea Ledare"].calendar)
    assert len(take_in(*sent)) == 1
    cancel_checkpoint(by=world.lots, checkpoint=checkpoint, reason="Storm.")
    sent.append(all_leave()["Lea Ledare"].calendar)
    assert take_in(*sent) == []


def test_a_feed_is_taken_in_whole(world, frozen_time, take_in):
    frozen_time("2026-11-23 09:00")
    CheckpointFactory(round=world.round, name="Checkpoint 3")
    ActionFactory(round=world.round, responsible=world.ledartroja, due_on=date(2027, 3, 28))
    events = take_in(write_feed(world.ledartroja))
    assert [(one["title"], one["wholeDay"]) for one in events] == [
        ("Checkpoint 3", False),
        ("Förberedelsen till Checkpoint 3 ska vara klar", True),
        ("En åtgärd ska vara klar", True),
    ]
