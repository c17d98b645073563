"""What this vault is called where several lie beside each other, before any of them is unlocked."""

from __future__ import annotations

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import loose
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.settings.page import SettingsPage
from focal_desktop.ui.unlock import neighbours
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.line import Line
from focal_desktop.usecases import forms


class LabelPage(SettingsPage):
    """Everybody at this computer can read the label; it says nothing that they should not know."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, look = context.words, context.look
        self._folder = context.session.store.folder
        self.label = Line(neighbours.read_label(self._folder))
        self.label.setObjectName("vault_label")
        loose.mark(self.label)
        self.label.setMaxLength(neighbours.LONGEST)
        self.label.setAccessibleName(words.say("Name before unlocking"))
        self.label.returnPressed.connect(self.keep)
        keep = parts.button(look, words.say("Keep this name"), self.keep, role="primary")
        keep.setObjectName("keep_label")
        name = parts.label(self.label.accessibleName())
        name.setBuddy(self.label)
        why = parts.label(
            words.say(
                "Several people at this computer choose theirs by it, and anybody can read it. Take a "
                "neutral word, such as a colour: no name, no office, and nothing of what this is for."
            ),
            role="muted",
        )
        self.lay_out(words.say("Its name before unlocking"), why, name, self.label, parts.row(look, keep, 1))

    def begin(self) -> None:
        """Begin at the name, all of it chosen."""
        self.label.setFocus()
        self.label.selectAll()

    def keep(self) -> None:
        """Keep the name; an empty one gives the folder's name back."""
        try:
            neighbours.keep_label(self._folder, self.label.text())
        except Trouble as trouble:
            self.show_trouble(trouble)
            return
        self.label.setModified(False)
        forms.drop(self.context.session, loose.name_of(Place(section="settings", view="label"), self.label))
        self.done.emit(self.context.words.say("It is called so before unlocking from now on."))
