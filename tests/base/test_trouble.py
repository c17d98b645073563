"""A trouble carries a code of the contract and one sentence."""

from focal_desktop.base.trouble import Trouble


def test_it_says_its_sentence_and_keeps_its_code() -> None:
    trouble = Trouble("busy", "The file is open in another window.")
    assert (str(trouble), trouble.code) == ("The file is open in another window.", "busy")
    assert (trouble.field, trouble.problems, trouble.known) == ("", (), ())


def test_it_names_fields_by_name() -> None:
    trouble = Trouble("needed", "Something is missing.", field="office", problems=(("office", "needed"),))
    assert (trouble.field, trouble.problems) == ("office", (("office", "needed"),))
