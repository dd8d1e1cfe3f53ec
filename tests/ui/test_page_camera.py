"""Pictures taken on the page itself."""

from __future__ import annotations

from tests.ui.recorded import ANA, JONAS, photo_of
from tests.ui.visit import Visit, with_event


def test_pictures_of_the_camera_become_contacts_one_after_the_other(visit: Visit) -> None:
    event = with_event(visit)
    assert not visit.tab.camera_input, "the browser would ask for the camera at once"
    visit.tab.toggle(key="camera-on").set_value(True)
    visit.run()
    for person in (ANA, JONAS):
        visit.tab.camera_input[0].set_value(("camera.jpg", photo_of(person), "image/jpeg"))
        visit.run()
        visit.wait()
    names = {contact.name for contact in visit.desk.service.contacts.list(event=event.id)}
    assert names == {ANA.name, JONAS.name}
    visit.run()
    assert len(visit.desk.service.photos.list(event.id)) == 2, "a rerun takes no picture twice"
