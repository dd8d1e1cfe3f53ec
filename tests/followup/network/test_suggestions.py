from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from followup.model import Address, Contact, Encounter, Event, Meeting, Tie
from followup.network import (
    LINKEDIN_NOTE_LENGTH,
    Audience,
    Resource,
    help_for,
    linkedin_search,
    select,
    share_with,
    suggest,
    suggest_all,
)
from followup.network.suggestions import PER_TAG
from followup.relations import MessageKind, Relationship, RelationshipKind

Tags = tuple[str, ...]


def person(
    number: int,
    name: str = "",
    firm: str = "",
    *,
    offers: Tags = (),
    needs: Tags = (),
    interests: Tags = (),
    out: bool = False,
) -> Tie:
    kept = Relationship(offers=offers, needs=needs, interests=interests, opted_out=out)
    return Tie(contact=Contact(id=number, name=name or f"Nr {number}", organization=firm), relationship=kept)


ANA = person(1, "Ana", "Acme", offers=("fundraising",), needs=("a Python trainer",), interests=("Sailing", "robots"))
BO = person(
    2, "Bo", "Helixar", offers=("Python training",), needs=("raising money",), interests=("robotics", "sailing")
)


def test_two_who_can_help_each_other_are_suggested_with_the_reason() -> None:
    found = suggest(BO, ANA)
    assert found is not None
    assert (found.a_id, found.b_id, found.score) == (1, 2, 1.25)
    assert found.reason == "Ana offers fundraising, Bo needs raising money; both are interested in Sailing."


def test_shared_interests_alone_count_less_than_a_need_that_is_met() -> None:
    cy = person(3, interests=("sailing", "chess", "go", "opera"))
    di = person(4, interests=("opera", "go", "chess", "sailing"))
    interests, need = suggest(cy, di), suggest(ANA, person(5, needs=("fundraising",)))
    assert interests is not None
    assert need is not None
    assert interests.score == 0.75 < need.score


def test_who_is_not_suggested() -> None:
    needy = {"needs": ("fundraising",)}
    assert suggest(ANA, ANA) is None
    assert suggest(ANA, person(2, firm="ACME Ltd", needs=("fundraising",))) is None
    assert suggest(ANA, person(2, needs=("fundraising",), out=True)) is None
    assert suggest(ANA, person(2, needs=("catering",))) is None
    assert suggest_all([ANA, person(2, **needy)], known={(1, 2)}) == ()  # type: ignore[arg-type]


words = st.sampled_from(
    ["sailing", "chess", "fundraising", "python", "python training", "AI", "machine learning", "ML"]
)
tag_lists = st.lists(words, max_size=3).map(tuple)


@given(st.lists(st.tuples(tag_lists, tag_lists, tag_lists), max_size=8))
def test_looking_up_by_tag_finds_what_all_pairs_would(given: list[tuple[Tags, Tags, Tags]]) -> None:
    people = [person(i, offers=o, needs=n, interests=s) for i, (o, n, s) in enumerate(given, 1)]
    pairs = {(s.a_id, s.b_id): s for a, b in combinations(people, 2) if (s := suggest(a, b))}
    found = suggest_all(people, limit=1000)
    assert {(s.a_id, s.b_id): s for s in found} == pairs
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)


def test_a_tag_that_everybody_has_does_not_pair_everybody() -> None:
    crowd = [person(i, interests=("AI",)) for i in range(1, PER_TAG * 4)]
    assert len(suggest_all(crowd, limit=10**6)) == PER_TAG * (PER_TAG - 1) // 2


def test_something_to_share_finds_whom_it_interests() -> None:
    job = Resource(title="Data engineer wanted", link="https://jobs.example", tags=("machine learning", "job opening"))
    reader = person(1, "Ana", interests=("ML",))
    seeker = person(2, "Bo", interests=("ML",), needs=("vacancies",))
    nobody = [person(3, interests=("chess",)), person(4, interests=("ML",), out=True), person(5)]
    fits = share_with(job, [reader, seeker, *nobody])
    assert [(f.contact_id, f.kind) for f in fits] == [(2, MessageKind.SHARE_RESOURCE), (1, MessageKind.SHARE_RESOURCE)]
    assert [f.reason for f in fits] == ["Bo is interested in ML and needs vacancies.", "Ana is interested in ML."]


def test_help_is_offered_where_it_is_needed() -> None:
    (fit,) = help_for(["Fundraising", "chess"], [BO, person(3, interests=("fundraising",))])
    assert (fit.contact_id, fit.kind) == (2, MessageKind.OFFER_HELP)
    assert fit.reason == "Bo needs raising money, and you offer Fundraising."


def test_an_audience_meets_every_condition() -> None:
    expo = Event(id=9, name="Expo")
    met = (Meeting(expo, Encounter(contact_id=1, event_id=9)),)
    leeds = Address(locality="Leeds", country="GB")
    alumni = Relationship(tags=("ETH alumni",), kind=RelationshipKind.PEER)
    people = (
        Tie(contact=Contact(id=1, address=leeds), relationship=alumni, meetings=met),
        Tie(contact=Contact(id=2, address=leeds), relationship=alumni),
        Tie(contact=Contact(id=3), relationship=Relationship(interests=("ETH Alumni",)), meetings=met),
        Tie(contact=Contact(id=4, address=leeds), relationship=Relationship(tags=("ETH alumni",), opted_out=True)),
    )

    def ids(**conditions: object) -> list[int]:
        return [tie.contact.id for tie in select(Audience(**conditions), people)]  # type: ignore[arg-type]

    assert ids() == [1, 2, 3]
    assert ids(tags=("eth alumni",)) == [1, 2, 3]
    assert ids(tags=("alumni",)) == []
    assert ids(places=("leeds",)) == ids(places=("gb", "Malmö")) == [1, 2]
    assert ids(event_ids=(9,)) == [1, 3]
    assert ids(kinds=(RelationshipKind.PEER,)) == [1, 2]
    assert ids(tags=("ETH alumni",), places=("Leeds",), event_ids=(9,)) == [1]


def test_a_search_on_linkedin_is_one_safe_address() -> None:
    link = linkedin_search(Contact(name="Ana López", organization="R&D #1/Ltd"))
    assert link.endswith("?keywords=Ana%20L%C3%B3pez%20R%26D%20%231%2FLtd")
    assert linkedin_search(Contact(emails=("a@b.example",))) == ""
    assert LINKEDIN_NOTE_LENGTH == 200
