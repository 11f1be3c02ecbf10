"""How names of people are spelled in Latin letters, and which of them a text has."""

from __future__ import annotations

import gzip
from importlib.resources import files
from pathlib import Path

import pytest

from mujaz.facts.names.gazetteer import gazetteer
from mujaz.facts.names.people import find_people
from mujaz.facts.names.spelling import arabic_letters
from mujaz.facts.names.spellings import find_spelling, is_spelled_in, list_spellings, read_words

PEOPLE = Path(__file__).parents[3] / "benchmarks/names/people.tsv"


def test_a_name_of_the_list_of_people_is_spelled_as_there() -> None:
    assert list_spellings("هشام الهاشمي")[0] == "Hisham al-Hashimi"
    assert list_spellings("محمد صلاح")[0] == "Mohamed Salah"


def test_a_name_that_no_list_has_is_spelled_word_by_word() -> None:
    assert list_spellings("محمود عبدالمجيد الهاشمي")[0].startswith("Mahmoud Abdelmajid")


def test_a_name_with_a_word_that_no_list_has_has_no_spelling() -> None:
    assert list_spellings("محمود طخشوق") == ()


def test_spellings_are_compared_without_capitals_hyphens_and_articles() -> None:
    assert is_spelled_in("هشام الهاشمي", "Hisham Al Hashimi said so.")
    assert not is_spelled_in("هشام الهاشمي", "Husham al-Hachm said so.")


def test_a_spelling_is_found_with_its_place() -> None:
    assert find_spelling("محمد صلاح", "So did Mohamed Salah.") == (7, 20, "Mohamed Salah")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("قال الكاتب خالد الجندي إن الكتاب صدر.", ["خالد الجندي"]),
        ("أعلنت سلوى حداد عن معرض جديد.", ["سلوى حداد"]),
        ("وقع الاعتماد على جاره في المباراة.", []),
        ("سجل محمد صلاح هدفين.", ["محمد صلاح"]),
        ("التقى حسن نصر الله بوفد من الحزب.", ["حسن نصر الله"]),
        ("طالبوا بسلام عادل وشامل.", []),
    ],
)
def test_people_are_found_with_their_whole_names(text: str, names: list[str]) -> None:
    assert [name.text for name in find_people(text)] == names


def test_names_that_the_benchmark_holds_out_are_in_no_list_of_whole_names() -> None:
    rows = (line.split("\t") for line in PEOPLE.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    held_out = [" ".join(map(arabic_letters, read_words(row[3]))) for row in rows if row[1] == "held-out"]
    listed = gzip.decompress((files("mujaz.facts.names") / "data" / "people.tsv.gz").read_bytes()).decode()
    whole = {line.partition("\t")[0] for line in listed.splitlines()}
    people = {" ".join(phrase) for phrase, entities in gazetteer().arabic.items() if entities[0].kind == "person"}
    assert len(held_out) >= 60
    assert not set(held_out) & (whole | people)
