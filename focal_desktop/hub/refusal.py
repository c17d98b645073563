"""The fixed words with which the hub refuses a request; they never say why in any more detail."""

from focal_desktop import wire


class Refusal(Exception):
    """A request is refused with one of `wire.REFUSALS`; `number` follows the word `counter` alone."""

    def __init__(self, word: str, number: int | None = None) -> None:
        super().__init__(word)
        self.word = word
        self.status = wire.REFUSALS[word]
        self.text = word if number is None else f"{word} {number}"
