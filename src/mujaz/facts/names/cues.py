"""Words beside names and in them: titles, heads of organizations' names, particles. `data/cues.toml` lists them."""

from __future__ import annotations

from mujaz.facts.tokens import word_set
from mujaz.tables import read_table
from mujaz.text.clean import fold
from mujaz.text.proclitics import ARTICLE

_CUES = read_table("mujaz.facts.names", "data/cues.toml")
_EN = {name: word_set(listed) for name, listed in _CUES["english"].items()}
_AR = {name: word_set(fold(listed)) for name, listed in _CUES["arabic"].items()}

CONNECTORS, PARTICLES = _EN["connectors"], _AR["particles"] | {ARTICLE}
ARABIC_FIRST_PARTICLES = _AR["first_particles"]

TITLES, OFFICES, CALENDAR = _EN["titles"], _EN["offices"], _EN["calendar"]
ENGLISH_COMMON, ENGLISH_OPENERS = TITLES | CALENDAR | _EN["common"], _EN["openers"]
ORGANIZATION_HEADS, PLACE_HEADS = _EN["organization_heads"], _EN["place_heads"]

ARABIC_TITLES, ARABIC_OFFICES, ARABIC_SAYING = _AR["titles"], _AR["offices"], _AR["saying"]
ARABIC_HEADS, ARABIC_BODIES = _AR["heads"], _AR["bodies"]
ARABIC_PLACES, BEFORE_PLACES = _AR["places"], _AR["before_places"]
ARABIC_COMMON = ARABIC_TITLES | ARABIC_SAYING | ARABIC_HEADS | ARABIC_PLACES | _AR["common"]
ARABIC_WORDS, ARABIC_PEOPLE, ARABIC_VERBS = _AR["words"], _AR["people"], _AR["verbs"]
ARABIC_FOLLOWED = {fold(name): word_set(fold(words)) for name, words in _CUES["followed"].items()}
ARABIC_DAY_PARTS, ARABIC_DAYS = _AR["day_parts"], _AR["days"]
ARABIC_NOT_NAMES = (ARABIC_COMMON | ARABIC_OFFICES | ARABIC_WORDS) - {fold("الأمير")}
"""Words that no name begins with or goes on with."""
