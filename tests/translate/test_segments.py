"""Texts as segments, and their translations as one text."""

import pytest

from mujaz.translate.segments import COMFORTABLE_WORDS, Segment, join, split, split_further, with_ending


def words(text: str) -> int:
    return len(text.split())


def test_makes_a_segment_of_each_sentence():
    assert split("وصل الوفد إلى القاهرة. ثم غادر «الوزير» مساء.", words) == [
        Segment("وصل الوفد إلى القاهرة."),
        Segment('ثم غادر "الوزير" مساء.'),
    ]


def test_makes_a_segment_of_each_line():
    assert split("عنوان الخبر\n\nوصل الوفد.", words) == [Segment("عنوان الخبر"), Segment("وصل الوفد.")]


@pytest.mark.parametrize("text", ["", " \n\t", "\u200f", "\ufeff \u00a0"])
def test_makes_nothing_of_a_blank_text(text):
    assert split(text, words) == []


CLAUSE = "قال الوزير إن الحكومة قررت خفض الضرائب على الشركات الصغيرة في العام المقبل"


def test_cuts_a_long_sentence_at_its_clauses_and_marks_the_first():
    segments = split(f"{CLAUSE}، {CLAUSE}، {CLAUSE}، {CLAUSE}.", words)
    assert [segment.opens for segment in segments] == [True] + [False] * (len(segments) - 1)
    assert all(words(segment.source) <= COMFORTABLE_WORDS for segment in segments)
    assert " ".join(segment.source for segment in segments) == f"{CLAUSE}، {CLAUSE}، {CLAUSE}، {CLAUSE}."


def test_measures_segments_in_pieces_where_pieces_are_short():
    segments = split(f"{CLAUSE}، {CLAUSE}.", lambda text: 5 * words(text))
    assert len(segments) >= 2


def test_cuts_further_at_a_clause():
    segment = Segment(f"{CLAUSE}، {CLAUSE}.", opens=False)
    assert split_further(segment, words) == [Segment(f"{CLAUSE}،", opens=False), Segment(f"{CLAUSE}.", opens=False)]


def test_leaves_a_short_segment_whole():
    segment = Segment("وصل الوفد إلى القاهرة، ثم غادر.")
    assert split_further(segment, words) == [segment]


def test_takes_a_sentence_of_five_thousand_words():
    segments = split("كلمة " * 5000, words)
    assert sum(words(segment.source) for segment in segments) == 5000
    assert all(words(segment.source) <= COMFORTABLE_WORDS for segment in segments)


ENDINGS = {
    "a question": ("He came.", "هل جاء؟", "He came?"),
    "a missing stop": ("He came", "جاء.", "He came."),
    "a stop too many": ("He came.", "جاء", "He came"),
    "a stop inside quotation marks": ('He said "yes."', 'قال "نعم."', 'He said "yes."'),
    "a missing stop before a quotation mark": ('He said "yes"', 'قال "نعم."', 'He said "yes."'),
    "a clause": ("He came.", "جاء،", "He came,"),
    "a semicolon": ("He came.", "جاء؛", "He came;"),
    "a colon": ("He said", "قال:", "He said:"),
    "an ellipsis": ("He came.", "جاء...", "He came..."),
    "an exclamation": ("Stop.", "قف!", "Stop!"),
    "a question mark of the translator's own": ("Did he come?", "هل جاء", "Did he come?"),
    "an abbreviation": ("in the U.S.", "في الولايات المتحدة", "in the U.S."),
    "a title": ("Martin Luther King Jr.", "مارتن لوثر كينغ", "Martin Luther King Jr."),
    "an abbreviation at a stop": ("in the U.S.", "في الولايات المتحدة.", "in the U.S."),
    "nothing to change": ("He came", "جاء", "He came"),
}


@pytest.mark.parametrize(("output", "source", "expected"), ENDINGS.values(), ids=ENDINGS)
def test_ends_as_the_source_does(output, source, expected):
    assert with_ending(output, source) == expected


def test_joins_sentences_with_a_space_and_a_capital():
    segments = [Segment("وصل الوفد."), Segment("ثم غادر.")]
    assert join(segments, ["the delegation arrived.", "it then left"]) == "The delegation arrived. It then left."


def test_joins_clauses_in_lower_case():
    segments = [Segment("وصل الوفد،"), Segment("وقال إنه سيغادر،", opens=False), Segment("ثم غادر.", opens=False)]
    outputs = ["The delegation arrived.", "And said it would leave.", "Then left."]
    assert join(segments, outputs) == "The delegation arrived, and said it would leave, then left."


@pytest.mark.parametrize("name", ["Cairo was quiet", "I left", "IT firms gained", "WHO experts left", "It's over"])
def test_leaves_the_capital_of_what_may_be_a_name_or_has_its_own(name):
    segments = [Segment("وصل الوفد،"), Segment("القاهرة", opens=False)]
    assert join(segments, ["He came.", name]) == f"He came, {name}"


def test_puts_the_capital_behind_a_quotation_mark():
    assert join([Segment('"نعم"')], ['"yes"']) == '"Yes"'


def test_passes_on_what_is_not_arabic_as_it_is():
    assert join([Segment("www.example.com")], ["www.example.com"]) == "www.example.com"


def test_squeezes_the_translators_spaces_and_newlines():
    assert join([Segment("نعم.")], ["yes\n  it\u2028is. "]) == "Yes it is."
