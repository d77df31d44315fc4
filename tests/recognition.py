"""Names found in one sentence, for the tests of recognising."""
from __future__ import annotations

from kg.divisions import own_district
from kg.recognise.bodies import bodies
from kg.recognise.districts import districts
from kg.recognise.home import Home, places_of
from kg.recognise.institutions import institutions
from kg.recognise.places import find_places
from kg.recognise.tokens import tokenise
from kg.types import Mention


def home_of(publisher: str, year: int = 2022) -> Home:
    places, stem = places_of(publisher)
    division = own_district(publisher, "", year=year).division
    scope = division.code if division else places[-1] if places else ""
    return Home(publisher, stem, places, division, scope, year)


def institution_mentions(text: str, home: Home) -> list[Mention]:
    return institutions(text, tokenise(text), find_places(text, home))


def body_mentions(text: str, home: Home) -> list[Mention]:
    return list(bodies(text, tokenise(text), find_places(text, home), home))


def district_mentions(text: str, home: Home) -> list[Mention]:
    return list(districts(text, find_places(text, home)))
