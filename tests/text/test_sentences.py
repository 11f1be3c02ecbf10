"""Sentences of news text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.sentences import ShortQuotations, quoted_spans, sentence_spans, split_sentences

typed = st.text(st.sampled_from('قال ودم.هـ«»"()!؟…،: \n5ab/'), max_size=60)


@pytest.mark.parametrize(
    "sentences",
    [
        ["انتهى الاجتماع.", "وغادر الوفد."],
        ["هل انتهى الاجتماع؟", "نعم!", "غادر الجميع…"],
        ["قال د. سامي حداد إن أ. منى وم. علي وصلوا.", "ثم غادروا."],
        ["حضر أ.د. سامي حداد.", "وغادرت أ. د. منى."],
        ["كتب J. K. Rowling من U.S. Steel مع Dr. Smith.", "ثم سكت."],
        ["قال المستشار إتش. آر. ماكماستر إنه سيعود.", "وعاد."],
        ["ونقلت الخبر بي بي سي.", "وأكدته الوكالة."],
        ["بلغ النمو 5.2 في المئة.", "وزاد إلى 6,1 لاحقا."],
        ["صدر القرار في 12.5.2014 مساء.", "ونشر في www.example.com وفي أمازون.كوم أيضا."],
        ["عاش حتى عام 1990 م. ", "وولد ابنه عام 1410 هـ. ", "ومات شابا."],
        ["يلعب المنتخب في المجموعة أ. ", "ويلتقي الأردن."],
        ["العنوان ص.ب. 123 الرياض.", "والهاتف معروف."],
        ["تتضمن صورا ومواد خطيرة..", "ووفق مصدر في المفوضية فإن الخيار متاح."],
        ["مصر.. إعلان نتائج الانتخابات اليوم."],
        ["نعم... لا أعرف ماذا أقول لك."],
        ["قال: «لا بأس. سنمضي معا» ثم رحل.", "وعاد مساء."],
        ['قال: "لا بأس. سنمضي معا".', 'وأضاف: "لن نعود".'],
        ["قال الوزير «انتهى الأمر.»", "وأضاف النائب أنه يوافق."],
        ["«هل هذا معقول؟» سأل الرجل.", "ثم مضى."],
        ["حضر الوزراء (ومنهم وزير المالية. ووزير العدل) جميعا.", "ثم غادروا."],
        ["3. الثالث في القائمة.", "أما الرابع فغاب."],
        ["قَالَ الوَزِيرُ.", "وَأَضَافَ."],
        ["انتهى الأمر.", "(رويترز)"],
        ["بلغ سعر الطن 900 د.إ. في أسواق الجملة.", "وقال تاجر إنه سيرتفع."],
        ["بلغ السعر ٧٠ ر.س.", "وأضاف التاجر أنه سيرتفع."],
        ["أسست شركة الغزلان ش.م.م. قبل عام.", "ويديرها سامي حداد."],
        ["يعود النقش إلى القرن الثاني ق.م. بحسب الخبراء.", "وهو محفوظ."],
        ["ولد الشاعر سنة 312 هـ. في قرية صغيرة.", "ومات فيها."],
        ["سار الموكب 14 كلم. على الأقدام.", "ثم توقف."],
        ["باع القماش والسجاد إلخ. في سوق قديم.", "ثم أغلق متجره."],
        ["نقلت وكالة الصحافة الفرنسية (أ.ف.ب.) عن الوزير نفيه.", "وأكد النائب ذلك."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert split_sentences(" ".join(map(str.strip, sentences))) == [sentence.strip() for sentence in sentences]


def test_a_forgotten_space_still_ends_a_sentence() -> None:
    assert split_sentences("انتهى الاجتماع.وغادر الوفد (أ.ف.ب) أمس") == ["انتهى الاجتماع.", "وغادر الوفد (أ.ف.ب) أمس"]


def test_a_newline_ends_a_sentence_without_a_full_stop() -> None:
    assert split_sentences("سطر أول\n\nسطر ثان") == ["سطر أول", "سطر ثان"]


def test_a_long_quotation_is_split_at_its_full_stops() -> None:
    long = "كلمة " * 30
    assert split_sentences(f"قال: «{long}أولى. ثم كلمة ثانية» وسكت.") == [f"قال: «{long}أولى.", "ثم كلمة ثانية» وسكت."]


def test_a_quotation_mark_without_partner_hides_no_full_stop() -> None:
    assert split_sentences('تم في الموعد المحدد". وأوضح أنه "راض" عنه.') == [
        'تم في الموعد المحدد".',
        'وأوضح أنه "راض" عنه.',
    ]


@given(typed)
def test_spans_cover_all_but_white_space_and_do_not_overlap(text: str) -> None:
    spans = list(sentence_spans(text))
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == "".join(text.split())
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    "unit", ["كلمة ", "كلمة «", 'كلمة "', "كلمة؟!", "(كلمة. ", "كلمة.. ", "... ", "د. ", "3. ", "قال».", '«"', '! "']
)
def test_a_paragraph_of_any_make_is_split_in_linear_time(unit: str) -> None:
    text = unit * 40_000
    assert "".join(split_sentences(text)).count("ك") == text.count("ك")


def test_pairs_of_quotation_marks() -> None:
    text = 'قال «نعم» و"لا" (ربما'
    assert [text[start:end] for start, end in quoted_spans(text)] == ["«نعم»", '"لا"']


def test_quotation_marks_the_wrong_way_round_still_pair() -> None:
    text = "قال ”نعم“ ثم “لا”"
    assert [text[start:end] for start, end in quoted_spans(text)] == ["”نعم“", "“لا”"]


def test_only_short_quotations_hold_together() -> None:
    quotations = ShortQuotations("قال «نعم لا» و«كلمة ثم كلمة ثم كلمة»", 3)
    assert quotations.end_around(8) == 12
    assert quotations.end_around(4) is None
    assert quotations.end_around(20) is None
