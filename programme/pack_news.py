"""What has happened since the previous pack, in words: computed from the two, never written by hand."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.kept_trail import Step
from initiatives.models import Phase
from programme.pack_data import Section

MANY = 4


def listed(names: Sequence[str]) -> str:
    """A, B och C; how many when they are more than one takes in. The table says which."""
    if len(names) > MANY:
        return _("%(n)s initiativ") % {"n": len(names)}
    *head, last = names
    return _("%(first)s och %(last)s") % {"first": ", ".join(head), "last": last} if head else last


# --- One initiative ----------------------------------------------------------------------------
def changes_of(now: Section, before: Section | None) -> list[str]:
    """Short sentences for the initiative's own page."""
    if before is None:
        return []
    lines = [f"{_first_up(movement(now, before))}."] if movement(now, before) else []
    if now.confidences and before.confidences and now.confidences[-1] != before.confidences[-1]:
        words = {"then": before.confidences[-1], "now": now.confidences[-1]}
        lines.append(_("Tilltron gick från %(then)s till %(now)s.") % words)
    for gap in _mended(now, before):
        lines.append(_("Gäller inte längre: %(gap)s.") % {"gap": gap})
    for gap in _torn(now, before):
        lines.append(_("Nytt: %(gap)s.") % {"gap": gap})
    return lines + _people(now, before)


def movement(now: Section, before: Section | None) -> str:
    """gick tillbaka till behov och sedan vidare till idé"""
    steps = _new_steps(now, before)
    starts = [_("startade i %(phase)s") % _to(now, step) for step in steps if not step.from_phase]
    moves = [_move(now, step.from_phase, step) for step in steps if step.from_phase]
    if moves:
        *head, last = moves
        words = {"first": ", ".join(head), "last": last}
        told = _("%(first)s och sedan %(last)s") % words if head else last
        starts.append(_("gick %(moves)s") % {"moves": told})
    return ", ".join(starts)


def _new_steps(now: Section, before: Section | None) -> Sequence[Step]:
    """Not by date: a step may be entered days after it was taken. The trail is never rewritten."""
    known = before.steps if before else ()
    return [step for step in now.steps if step not in known]


def _move(section: Section, source: str, step: Step) -> str:
    if Phase(step.to_phase).position < Phase(source).position:
        return _("tillbaka till %(phase)s") % _to(section, step)
    return _("vidare till %(phase)s") % _to(section, step)


def _to(section: Section, step: Step) -> dict[str, str]:
    return {"phase": section.labels[step.to_phase]}


def _mended(now: Section, before: Section) -> list[str]:
    there = {gap.key for gap in now.gaps}
    return [gap.text for gap in before.gaps if gap.key not in there]


def _torn(now: Section, before: Section) -> list[str]:
    known = {gap.key for gap in before.gaps}
    return [gap.text for gap in now.gaps if gap.key not in known]


def _people(now: Section, before: Section) -> list[str]:
    then, there = _held(before), _held(now)
    came = [_("%(name)s är ny %(role)s.") % there[key] for key in there if key not in then]
    left = [_("%(name)s är inte längre %(role)s.") % then[key] for key in then if key not in there]
    return came + left


def _held(section: Section) -> dict[tuple[int, str], dict[str, str]]:
    return {(one.id, one.role): {"name": one.name, "role": one.role_label} for one in section.team}


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- The whole round ---------------------------------------------------------------------------
def round_news(
    sections: Sequence[Section], before: Mapping[int, Section], *, is_first: bool
) -> list[str]:
    """What page 1 says. The first pack of a round tells of everything since the start."""
    if not sections:
        return []
    lines = [_updates(sections, before), *_movements(sections, before)]
    if not is_first:
        lines += _confidence(sections, before) + _riggs(sections, before)
    silent = [one.name for one in sections if one.is_silent]
    return lines + _named(_("Tyst från %(names)s."), silent)


def _updates(sections: Sequence[Section], before: Mapping[int, Section]) -> str:
    fresh = {
        one.id: one.latest_number - (before[one.id].latest_number if one.id in before else 0)
        for one in sections
    }
    total, told = sum(fresh.values()), sum(1 for n in fresh.values() if n)
    if not total:
        return _("Ingen lägesuppdatering har publicerats.")
    text = ngettext(
        "%(n)s lägesuppdatering publicerad, från %(told)s av %(all)s initiativ.",
        "%(n)s lägesuppdateringar publicerade, från %(told)s av %(all)s initiativ.",
        total,
    )
    return text % {"n": total, "told": told, "all": len(sections)}


def _movements(sections: Sequence[Section], before: Mapping[int, Section]) -> list[str]:
    """Those that went the same way share a sentence."""
    moved: dict[str, list[str]] = {}
    for one in sections:
        moved.setdefault(movement(one, before.get(one.id)), []).append(one.name)
    return [f"{listed(names)} {how}." for how, names in moved.items() if how]


def _confidence(sections: Sequence[Section], before: Mapping[int, Section]) -> list[str]:
    compared = [
        (one.name, one.confidences[-1] - before[one.id].confidences[-1])
        for one in sections
        if one.id in before and one.confidences and before[one.id].confidences
    ]
    rose = [name for name, change in compared if change > 0]
    fell = [name for name, change in compared if change < 0]
    return _named(_("Tilltron har stigit i %(names)s."), rose) + _named(
        _("Tilltron har sjunkit i %(names)s."), fell
    )


def _riggs(sections: Sequence[Section], before: Mapping[int, Section]) -> list[str]:
    known = [(one, before[one.id]) for one in sections if one.id in before]
    whole = [now.name for now, then in known if then.gaps and not now.gaps]
    torn = [now.name for now, then in known if now.gaps and not then.gaps]
    return _named(_("Riggen är hel igen i %(names)s."), whole) + _named(
        _("Riggen har gått sönder i %(names)s."), torn
    )


def _named(sentence: str, names: list[str]) -> list[str]:
    return [sentence % {"names": listed(names)}] if names else []
