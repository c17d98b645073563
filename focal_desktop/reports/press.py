"""What a report is composed with: its words, its faces, and the few kinds of block it knows."""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from focal_desktop.base import words
from focal_desktop.domain.annual import values
from focal_desktop.reports import chart, faces, table, text, tokens

LONGEST_TYPED, LONGEST_NAME = 220, 70
LEAST_BELOW_HEADING = 96  # a heading never stands alone at the foot of a page


class Press(msgspec.Struct, frozen=True, eq=False):
    """Composes blocks in one language and direction; the look says how dense."""

    words: words.Words
    setter: text.Setter
    look: table.Look = table.ROOMY

    def text(self, said: str, style: text.Style = tokens.BODY) -> Flowable:
        """Return a paragraph."""
        return text.Text(self.setter, said, style)

    def heading(self, said: str) -> list[Flowable]:
        """Return a section's heading, with room for something below it."""
        return [CondPageBreak(LEAST_BELOW_HEADING), self.text(said, tokens.HEADING)]

    def subheading(self, said: str) -> list[Flowable]:
        """Return a heading within a section."""
        return [CondPageBreak(LEAST_BELOW_HEADING * 0.7), self.text(said, tokens.SUBHEADING)]

    def note(self, said: str) -> Flowable:
        """Return a remark in small type."""
        return self.text(said, tokens.NOTE)

    def table(self, columns: Sequence[table.Column], rows: Sequence[table.Line]) -> Flowable:
        """Return a table in the present look."""
        return table.make_table(self.setter, columns, rows, self.look)

    def point(self, said: str) -> Flowable:
        """Return one point of a list."""
        return chart.Marked(self.setter, said, tokens.POINT, tokens.ACCENT)

    def bar(self, share: float) -> Flowable:
        """Return a share as a bar; full is another colour, and the number stands beside it."""
        colour = tokens.OK if share >= 1 else tokens.ACCENT
        return chart.Bar(share, colour, is_right_to_left=self.words.is_right_to_left)

    def passage(self, passages: Mapping[str, values.Passage], code: str) -> str:
        """Return a text of the policy word for word; a report without it is not printed."""
        if code not in passages:
            raise ValueError(f"the policy has no text {code}")
        return self.term(passages[code].text)

    def gap(self, height: float) -> Flowable:
        """Return empty room."""
        return Spacer(1, height)

    def name(self, said: str) -> str:
        """Return a name someone typed, never longer than a name may be."""
        return self.typed(said, LONGEST_NAME)

    def term(self, term: values.Term | None) -> str:
        """Return a label in the language, or a dash for what is not known."""
        return self.words.isolate(term.say(self.words.language)) if term else "–"

    def typed(self, said: str, most: int = LONGEST_TYPED) -> str:
        """Return what someone typed, in its own direction; what is too long for a report ends in dots."""
        one = " ".join(said.split())
        kept = one if len(one) <= most else f"{one[:most].rsplit(' ', 1)[0]}…"
        return self.words.isolate(kept) or "–"

    def day(self, day: date | None) -> str:
        """Return a day for a table, or a dash."""
        return self.words.short_date(day).replace(" ", "\u00a0") if day else "–"

    def share(self, share: values.Share) -> str:
        """Return so many of so many."""
        return self.words.say("{n} of {total}", n=share.n, total=share.of)

    def money(self, money: values.Money | None) -> str:
        """Return an amount in whole units with its currency's code, or a dash."""
        if money is None:
            return "–"
        return f"{self.words.number(round(money.amount))}\u00a0{money.currency}"


def start(said: words.Words) -> Press:
    """Return a press for a language."""
    return Press(said, text.Setter(faces.load(), is_right_to_left=said.is_right_to_left))
