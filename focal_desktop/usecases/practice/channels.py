"""Invented reporting channels of an office and their tests; what came through one is never here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from focal_desktop.usecases.practice.draft import Desk, Draft, Text, Times

EVERY_DAYS, FIRST_DAYS, OLDEST_DAYS = 70, 12, 420


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """A way to reach somebody: its kind, name and audience, who keeps it, how its newest test went."""

    kind: str
    name: Text
    owner: str = "focal_point"
    audience: tuple[str, ...]
    result: str = "answered"
    last_tested_days: int = FIRST_DAYS


WAYS = (
    Way(
        kind="phone",
        name=Text("Toll-free line", "الخط المجاني"),
        audience=("community", "partners"),
    ),
    Way(
        kind="in_person",
        name=Text("Hour of the focal point, every Tuesday", "ساعة جهة التنسيق كل ثلاثاء"),
        audience=("all_personnel",),
    ),
    Way(
        kind="community_mechanism",
        name=Text("Women's committee of the settlement", "لجنة النساء في الحي"),
        audience=("children", "community"),
        result="answered_late",
    ),
    Way(
        kind="complaint_box",
        name=Text("Box at the site office", "صندوق مكتب الموقع"),
        audience=("community",),
        last_tested_days=190,
    ),
    Way(
        kind="message",
        name=Text("Message line", "خط الرسائل"),
        audience=("community", "partners"),
        result="wrong_language",
    ),
    Way(
        kind="hotline_oios",
        name=Text("OIOS (practice number)", "مكتب خدمات الرقابة الداخلية (رقم للتدرب)"),
        audience=("all_personnel", "community", "partners"),
        owner="hq_psea",
    ),
    Way(
        kind="helpline_speakup",
        name=Text("Headquarters (practice number)", "المقر (رقم للتدرب)"),
        audience=("all_personnel",),
        owner="hq_psea",
    ),
)


def list_channels(desk: Desk, times: Times) -> Iterator[Draft]:
    """Yield the channels of an office, then their tests, the newest last."""
    for number, way in enumerate(WAYS):
        values: dict[str, Any] = {
            "name": way.name.say(desk.language),
            "channel_kind": way.kind,
            "reach": f"000 000 {number + 1:02}",
            "hours": "08:00-17:00",
            "languages": sorted({"en", desk.language}),
            "audience": sorted(way.audience),
            "for_children": "yes" if "children" in way.audience else "not_known",
            "owner": way.owner,
            "opened_on": times.before(800),
        }
        yield Draft(kind="channel", name=f"channel/{way.kind}", values=values)
    for number, way in enumerate(WAYS):
        for days in reversed(range(way.last_tested_days + number, OLDEST_DAYS, EVERY_DAYS)):
            is_last = days == way.last_tested_days + number
            values = {
                "channel": f"channel/{way.kind}",
                "tested_on": times.before(days),
                "result": way.result if is_last else "answered",
                "language": desk.language,
                "minutes": 4 + number * 6,
            }
            yield Draft(kind="channel_test", name=f"channel_test/{way.kind}/{days}", values=values)
