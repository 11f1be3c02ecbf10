"""`Translator` on a real, tiny MarianMT bundle."""

import pytest

from mujaz.errors import BundleError
from mujaz.profiles import Profile
from mujaz.text.script import has_arabic
from mujaz.translate import Translator


@pytest.fixture(scope="module")
def translator(marian_bundle):
    return Translator(Profile(name="tiny", translator=str(marian_bundle.path), threads=1))


def test_translates_sentences_and_keeps_their_order(translator):
    texts = ["زار الوزير المدرسة في بيروت اليوم", "", "افتتح الرئيس الجسر في تونس أمس\nأغلق المدير المصنع في عمان غدا"]
    first, blank, both = translator.translate_many(texts)
    assert first.text == "The minister visited the school in Beirut today"
    assert blank.text == ""
    assert both.text.startswith("The president opened the bridge in Tunis yesterday The director closed the ")
    assert both.segments == 2
    assert not first.flags
    assert not both.flags
    assert -1 < first.score < 0


def test_reads_what_scrapers_leave_in_the_text(translator):
    (plain, scraped) = translator.translate_many(
        ["زار الوزير المدرسة في بيروت اليوم", "\u200fزارَ الوزيـــر  المدرسة\u00a0في بيروت اليوم\ufeff"]
    )
    assert scraped.text == plain.text


def test_translates_the_same_twice(translator):
    texts = ["زار الوزير المدرسة في بيروت اليوم", "كلمات لا يعرفها"]
    assert translator.translate_many(texts) == translator.translate_many(texts)


def test_leaves_no_arabic_of_what_it_does_not_know(translator):
    texts = ["«لا نعرف بعد ما الذي حدث»، قال المتحدث؛ " * 20, "قَطَر", "؟!", "١٢"]
    translations = translator.translate_many(texts)
    assert [bool(translation.text) for translation in translations] == [True] * 4
    assert not any(has_arabic(translation.text) or "\n" in translation.text for translation in translations)
    assert translations[0].segments > 1
    assert [translation.text for translation in translations[2:]] == ["?!", "12"]


def test_carries_the_notice_when_its_quality_is_unknown(translator):
    assert translator.notice == "machine gist, not for publication"


def test_honours_the_beam_size_of_the_profile(marian_bundle):
    translator = Translator(Profile(name="tiny", translator=str(marian_bundle.path), threads=1), beam_size=1)
    assert translator.translate("زار الوزير المدرسة في بيروت اليوم").text.startswith("The minister")


def test_refuses_a_bundle_that_summarizes(mt5_bundle):
    with pytest.raises(BundleError, match="translate"):
        Translator(Profile(name="tiny", translator=str(mt5_bundle.path)))
