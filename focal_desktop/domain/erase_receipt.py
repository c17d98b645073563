"""A device's word that it has carried out an erase order; who has not given it is listed at headquarters."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from focal_desktop.domain.record import Field, Kind, Record


class EraseReceipt(Record, frozen=True, kw_only=True):
    """Known by order and device: each says it once."""

    order: Annotated[str, Field("Erase order", to="erase_order")] = ""
    device: Annotated[str, Field("Device")] = ""
    erased_on: Annotated[date | None, Field("Erased on")] = None


def title(receipt: EraseReceipt) -> str:
    """Return a title that tells nothing but the day."""
    return f"Erased {receipt.erased_on}" if receipt.erased_on else "Erase receipt"


KIND = Kind(
    name="erase_receipt",
    label="Erase receipt",
    record=EraseReceipt,
    title=title,
    key=("order", "device"),
    on="erased_on",
    parent="order",
)
