"""What is wrong with a value: the field and a code, never the value itself."""

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One thing for the person to mend, shown beside its field."""

    field: str
    code: str
