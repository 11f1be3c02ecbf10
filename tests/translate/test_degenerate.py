"""Which outputs are no translations, and what the editor is told."""

import pytest

from mujaz.translate.degenerate import find_problem

SENTENCE = "قال وزير المالية إن الحكومة ستخفض الضرائب في العام المقبل"
GOOD = "The finance minister said the government would cut taxes next year"

BAD = {
    "nothing": ("", "degenerate", "The translator wrote nothing for this."),
    "punctuation only": (" ... ", "degenerate", "The translator wrote nothing for this."),
    "control pieces only": ("<pad> ⁇ </s>", "degenerate", "The translator wrote nothing for this."),
    "a word three times": (
        "The minister said that that that taxes",
        "degenerate",
        "The translation says “that” over and over.",
    ),
    "a phrase three times in a row": (
        "The minister of finance, the minister of finance, the minister of finance",
        "degenerate",
        "The translation says “the minister of finance” over and over.",
    ),
    "a phrase three times in a row but for its end": (
        "He spoke of the meeting of the meeting of the meeting.",
        "degenerate",
        "The translation says “of the meeting” over and over.",
    ),
    "four words of a phrase that come again at once": (
        "He opened the east of the east of the town",
        "degenerate",
        "The translation says “the east of” over and over.",
    ),
    "a phrase of two words that goes on until four came again": (
        "Ministers of trade of trade of trade met in the spring",
        "degenerate",
        "says “of trade” over and over",
    ),
    "a phrase of five words twice in a row": (
        "The bill on the new tax on the new tax on imports passed",
        "degenerate",
        "says “on the new tax” over and over",
    ),
    "a long phrase twice, with a comma between": (
        "The court said that the case was closed, said that the case was closed",
        "degenerate",
        "says “said that the case was closed” over and over",
    ),
    "a loop at the very end": (
        "The police closed the roads in the centre in the centre in the",
        "degenerate",
        "says “in the centre” over and over",
    ),
    "letters in a row": ("A.-N.-U.S.-R.-I.", "degenerate", "The translation has “A.-N.-U.S.-R.-I”, a row of letters"),
    "letters in a row between words": (
        "The minister of U.N.-S.-IR-S.-A said the taxes were high",
        "degenerate",
        "has “U.N.-S.-IR-S.-A”, a row of letters",
    ),
    "letters and hyphens only": ("The S-S-I-R-N-A tax rose next year", "degenerate", "has “S-S-I-R-N-A”"),
    "letters in pairs": (
        "The minister met US.-UK.-IR.-AN.-S next year",
        "degenerate",
        "has “US.-UK.-IR.-AN.-S”",
    ),
    "letters at the end": ("The minister cut taxes for the I.-S.-S.-L.-U.S", "degenerate", "has “I.-S.-S.-L.-U.S”"),
    "a loop inside a word with hyphens": (
        "The minister met the 10-year-year-year-old",
        "degenerate",
        "The translation says “year” over and over.",
    ),
    "a loop inside an abbreviation": (
        "The minister went to the U.S.S.S.S.S. next year",
        "degenerate",
        "The translation says “s” over and over.",
    ),
    "a pair of words four times in a short stretch": (
        "The director, the director of the firm, said the director met the director",
        "degenerate",
        "The translation says “the director” over and over.",
    ),
    "a letter five times in a row": ("The minister saidddddd so", "degenerate", "says “d” over and over"),
    "a digit ten times in a row": ("The minister has 20000000000 taxes", "degenerate", "says “0” over and over"),
    "a phrase that keeps coming back": (
        "taxes in the next year and cuts in the next year and growth in the next year",
        "degenerate",
        "The translation says “in the next year” over and over.",
    ),
    "a stutter inside a word": ("The minister lalalalalalala said so", "degenerate", "says “la” over and over"),
    "a row of marks": ("The minister said so ----------------", "degenerate", "says “-” over and over"),
    "far too long": (
        " ".join(f"w{chr(97 + n % 26)}{n}" for n in range(32)),
        "degenerate",
        "The translation has 32 words for 10 in Arabic: some of it must be invented.",
    ),
    "far too short": (
        "The minister said",
        "degenerate",
        "The translation has 3 words for 10 in Arabic: some of it must be missing.",
    ),
    "an unknown piece": (
        f"{GOOD} ⁇",
        "degenerate",
        "The translator could not write some of the letters; they are missing.",
    ),
    "a special piece": (f"{GOOD} <unk>", "degenerate", "could not write"),
    "Arabic words": (
        "The minister of المالية said that the government would cut الضرائب",
        "arabic-left",
        "Left in Arabic by the translator and spelled in Latin letters: المالية، الضرائب.",
    ),
}


@pytest.mark.parametrize(("text", "kind", "message"), BAD.values(), ids=BAD)
def test_finds(text, kind, message):
    problem = find_problem(SENTENCE, text)
    assert problem is not None
    assert problem.flag.kind == kind
    assert message in problem.flag.message


def test_finds_a_source_that_was_cut():
    problem = find_problem(SENTENCE, GOOD, truncated=True)
    assert problem is not None
    assert (problem.flag.kind, problem.flag.message) == (
        "truncated",
        "The Arabic is too long for the translator: its end was not read.",
    )


def test_finds_an_output_without_an_end():
    problem = find_problem(SENTENCE, GOOD, finished=False)
    assert problem is not None
    assert (problem.flag.kind, problem.flag.message) == ("truncated", "The translation breaks off before its end.")


def test_names_the_loop_when_a_loop_is_why_the_output_has_no_end():
    problem = find_problem(SENTENCE, "the tax " * 40, finished=False)
    assert problem is not None
    assert problem.flag.kind == "degenerate"


GOOD_PAIRS = {
    "a plain sentence": (SENTENCE, GOOD),
    "one word": ("قطر", "Qatar"),
    "one word that needs many": ("فسيكفيكهم", "And He will suffice you against them"),
    "an emphatic repetition": ("لا لا لا للحرب", "No, no, no to war"),
    "a source that repeats itself": ("نعم نعم نعم نعم نعم", "Yes yes yes yes yes"),
    "a saying with pairs": ("أكثر فأكثر", "more and more and more"),
    "an abbreviation with full stops": ("زار مسؤول سوفيتي واشنطن", "A U.S.S.R. official visited Washington, D.C."),
    "a phrase that a new sentence takes up": (
        SENTENCE,
        "The minister would cut taxes on food. Taxes on food are the highest of all",
    ),
    "a phrase that an explanation takes up": (SENTENCE, "It costs the price of a car (the price of a car is high)"),
    "two offices of the same words": (SENTENCE, "He met the head of the party and the head of the union, he said"),
    "a call that the source has twice": (
        "هتفوا لا تخافوا لا تخافوا",
        "They said do not be afraid, do not be afraid",
    ),
    "states in their short forms": (SENTENCE, "The minister of the U.S.-U.K. council said taxes would be cut"),
    "initials": (SENTENCE, "The minister J.R.R. Hill said that taxes would be cut for the U.S.S.R. next year"),
    "a compound": ("الرجل البالغ 10 سنوات", "The 10-year-old, the two-year-old and the three-year-old"),
    "a refrain that the source has too": (
        "من أجل الحرية ومن أجل العدالة ومن أجل السلام من أجل الوطن",
        "For the sake of freedom, for the sake of justice and for the sake of peace, for the sake of home",
    ),
    "a large round number": ("بلغت الخسائر 1000000000 دولار", "Losses reached 1000000000 dollars"),
    "a short sentence that loses words": ("هو ما زال في البيت", "He's home"),
    "a special piece that the source has": ("الرمز <unk> مجهول", "The symbol <unk> is unknown"),
}


@pytest.mark.parametrize(("source", "text"), GOOD_PAIRS.values(), ids=GOOD_PAIRS)
def test_passes(source, text):
    assert find_problem(source, text) is None


def test_ranks_an_empty_output_below_a_loop_and_that_below_arabic_words():
    texts = ["", "tax tax tax tax tax", f"{GOOD} المقبل"]
    ranks = [problem.rank for text in texts if (problem := find_problem(SENTENCE, text))]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == 3
