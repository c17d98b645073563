"""The invented desks: headquarters, an English-speaking office and an Arabic-speaking one."""

from __future__ import annotations

from focal_desktop.usecases.practice.draft import Desk
from focal_desktop.usecases.unlocking import Place

HEADQUARTERS = Place(office="HQ", office_name="Headquarters, Nairobi", country="KE", person="Officer one")
SECOND_OFFICER = Place(office="HQ", office_name="Headquarters, Nairobi", country="KE", person="Officer two")
CLERK = Place(office="KEN-KSM", office_name="Kisumu project office", country="KE", person="Clerk one")
SUCCESSOR = "Desk one, the next"

KISUMU = Desk(
    place=Place(office="KEN-KSM", office_name="Kisumu project office", country="KE", person="Desk one"),
    language="en",
    letters="KSM",
    weekend=(5, 6),
    people=19,
    seed=1,
)
BASRA = Desk(
    place=Place(office="IRQ-BSR", office_name="مكتب مشاريع البصرة", country="IQ", person="Desk two"),
    language="ar",
    letters="BSR",
    weekend=(4, 5),
    people=13,
    seed=2,
)
DESKS = (KISUMU, BASRA)
