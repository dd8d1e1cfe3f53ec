"""Somebody in front of the page: what they see and do, through Streamlit's AppTest."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from followup.model import Event
from followup.ui import nav
from followup.ui.desk import Desk
from tests.ui.recorded import Person, photo_of


def _script(desk):  # AppTest runs its source alone: no name of this module is known in it
    from followup.ui.app import run

    run(desk)


class Visit:
    """One browser tab."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.tab = AppTest.from_function(_script, default_timeout=20, args=(desk,)).run()
        self.check()

    def check(self) -> None:
        """Nothing unexpected was drawn."""
        assert not self.tab.exception, self.tab.exception
        assert not any("should not have" in box.value for box in self.tab.error)

    def run(self) -> None:
        self.tab.run()
        self.check()

    def open(self, page: str, contact_id: int | None = None) -> None:
        self.tab.session_state[nav.WANTED_PAGE] = (page, contact_id)
        self.run()

    def part(self, name: str) -> None:
        """Turn to a part of a person's page."""
        self.tab.segmented_control(key="person-part").set_value(name)
        self.run()

    def press(self, key: str) -> None:
        """Press the button of this key: for labels that stand there several times."""
        self.tab.button(key=key).click()
        self.run()

    def choose(self, key: str, value: object) -> None:
        """Choose in the select box of this key."""
        self.tab.selectbox(key=key).set_value(value)
        if not self.tab.selectbox(key=key).form_id:
            self.run()

    def click(self, label: str) -> None:
        """Press the button of this label."""
        found = [button for button in self.tab.button if button.label == label]
        assert len(found) == 1, f"{label!r} among {[button.label for button in self.tab.button]}"
        found[0].click()
        self.run()

    def type(self, label: str, text: str) -> None:
        """Type into the input whose label begins with this; what is in a form goes with its button."""
        found = [box for box in [*self.tab.text_input, *self.tab.text_area] if box.label.startswith(label)]
        assert found, f"{label!r} among {self.labels()}"
        found[0].set_value(text)
        if not found[0].form_id:
            self.run()

    def typed(self, label: str) -> str:
        """What stands in the input whose label begins with this."""
        found = [box for box in [*self.tab.text_input, *self.tab.text_area] if box.label.startswith(label)]
        assert found, f"{label!r} among {self.labels()}"
        return str(found[0].value)

    def labels(self) -> list[str]:
        return [box.label for box in [*self.tab.text_input, *self.tab.text_area]]

    def buttons(self) -> list[str]:
        return [button.label for button in self.tab.button]

    def downloads(self) -> list[str]:
        return [button.label for button in self.tab.get("download_button") if not button.disabled]

    def drop(self, *files: tuple[str, bytes]) -> None:
        """Drop files and wait until they are read."""
        self.tab.file_uploader[0].set_value([(name, data, "image/jpeg") for name, data in files])
        self.run()
        self.wait()

    def inputs(self) -> object:
        """What the browser would send of the texts on the page, along with the next click; the last drawn first."""
        states = self.tab._tree.get_widget_states()
        typed = [widget for widget in states.widgets if widget.HasField("string_value")]
        return type(states)(widgets=reversed(typed))

    def send_late(self, inputs: object) -> None:
        """Let the browser send inputs that have left the page meanwhile, as it does after two quick clicks."""
        self.tab._run(inputs)
        self.check()

    def wait(self) -> None:
        assert self.desk.batches.wait(20), "the batch did not end"
        self.run()

    def text(self) -> str:
        """Everything that is written on the page."""
        kinds = (self.tab.header, self.tab.subheader, self.tab.markdown, self.tab.caption)
        boxes = (self.tab.error, self.tab.success, self.tab.info, self.tab.warning)
        shown = [element.value for kind in (*kinds, *boxes) for element in kind]
        shown += [bar.proto.text for bar in self.tab.get("progress")]
        return "\n".join(shown).replace("\\", "")


def with_event(visit: Visit, name: str = "Iberia Expo 2026") -> Event:
    """Make an event through the page."""
    visit.type("Name", name)
    visit.click("Make the event")
    return visit.desk.service.events.get(name)


def with_cards(visit: Visit, *people: Person) -> Event:
    """Make an event and capture these people's cards."""
    event = with_event(visit)
    visit.drop(*((f"{person.given}.jpg", photo_of(person)) for person in people))
    return event
