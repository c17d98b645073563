"""The world's faults, as one exception with a code of the command line's contract and one sentence."""


class Trouble(Exception):
    """Something outside the program's power; the sentence says what is safe and what to do.

    `code` is one of the error codes of the command line; neither it nor the sentence ever repeats a value.
    """

    def __init__(
        self,
        code: str,
        sentence: str,
        *,
        field: str = "",
        problems: tuple[tuple[str, str], ...] = (),
        known: tuple[tuple[str, str | int], ...] = (),
    ) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.field = field
        self.problems = problems
        self.known = known  # what else may be told, such as the id of the record that is there already
