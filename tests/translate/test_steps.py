"""The ladder takes steps that it does not know, asks the engine nothing twice, and makes no text worse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mujaz.engines.base import GenerationOptions
from mujaz.flags.catalogue import Place, make_flag
from mujaz.translate import steps
from mujaz.translate.answers import Answers, Request
from mujaz.translate.ladder import Climb, Judge
from mujaz.translate.segments import Segment
from mujaz.translate.steps.base import Text, TranslationStep
from mujaz.translate.translation import Translation
from mujaz.translate.translator import translate_with
from tests.fakes import FakeEngine

OPTIONS = GenerationOptions(beam_size=4)
NAME, CARRIER = "غسان", "سمير"


class Wants(Judge[Translation]):
    """Wants a word in the English."""

    def __init__(self, word: str) -> None:
        self._word = word

    def rank(self, candidate: Translation) -> int:
        return self._word not in candidate.text


class Carrier(TranslationStep[Translation]):
    """A toy: a name that the engine knows stands for one that it does not know, which is put back."""

    name = "carrier"

    def applies_to(self, climb: Climb[Text[Translation], Translation]) -> bool:
        return NAME in climb.text.arabic

    def change(self, request: Request, answers: Answers) -> list[Request]:
        if NAME not in request.source:
            return [request]  # another sentence of the text
        return [request.with_substitute(request.source.replace(NAME, CARRIER), self._put_back)]

    def annotate(self, text: Text[Translation], candidate: Translation) -> Translation:
        start = candidate.text.find("Ghassan")
        place = Place("en", start, start + len("Ghassan"))
        note = make_flag("corrected", place, old="Samir", text="Ghassan", other=NAME)
        return replace(candidate, notes=(note,))

    @staticmethod
    def _put_back(english: str) -> str | None:
        return english.replace("Samir", "Ghassan") if "Samir" in english else None


class Shout(TranslationStep[Translation]):
    """A toy that asks the engine nothing."""

    name = "shout"

    def make_requests(self, *_: object) -> list[Request]:
        return []

    def edit(self, text: Text[Translation], candidate: Translation) -> Translation:
        return replace(candidate, text=candidate.text.upper())


def use(monkeypatch: pytest.MonkeyPatch, *toys: TranslationStep[Translation]) -> None:
    monkeypatch.setattr(steps, "CHECKS", toys)


def translate(engine: FakeEngine, texts: dict[str, str]) -> list[Translation]:
    """Translate texts for judges that want a word of each."""
    return translate_with(engine, OPTIONS, list(texts), repair=True, judges=[Wants(word) for word in texts.values()])


def test_a_new_step_is_a_class_and_its_place_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Carrier())
    engine = FakeEngine.queued(["Gassed came.", "He left."], ["Samir came."])
    first, second = translate(engine, {f"جاء {NAME}.": "Ghassan", "ذهب.": "Rita"})
    assert [first.text, second.text] == ["Ghassan came.", "He left."]
    assert [(repair.step, repair.taken) for repair in first.repairs] == [("carrier", True)]
    assert second.repairs == ()  # the step does not apply to it
    assert [sources for sources, _ in engine.calls] == [[f"جاء {NAME}.", "ذهب."], [f"جاء {CARRIER}."]]


def test_only_the_sentence_that_a_step_changes_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Carrier())
    engine = FakeEngine.queued(["He left.", "Gassed came."], ["Samir came."])
    (translation,) = translate(engine, {f"ذهب. جاء {NAME}.": "Ghassan"})
    assert translation.text == "He left. Ghassan came."
    assert [(flag.kind, flag.where) for flag in translation.all_flags] == [("corrected", "en:9-16")]
    assert [sources for sources, _ in engine.calls][1] == [f"جاء {CARRIER}."]


def test_steps_combine_and_what_has_a_substitute_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, steps.Combined(Carrier(), steps.Clauses()), steps.Combined(steps.Clauses(), Shout(), Carrier()))
    engine = FakeEngine.queued(["Gassed came."], ["Samir came."])
    first, second = translate(engine, {f"جاء {NAME}.": "Ghassan", "BBC": "Rita"})
    assert first.text == "Ghassan came."
    assert [(repair.step, repair.taken) for repair in first.repairs] == [("clauses", True)]
    assert second.repairs == ()  # Carrier does not apply to it


def test_what_cannot_be_put_back_is_no_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Carrier())
    (translation,) = translate(FakeEngine.queued(["Gassed came."], ["Somebody came."]), {f"جاء {NAME}.": "Ghassan"})
    assert translation.text == "Gassed came."
    assert [(repair.step, repair.taken) for repair in translation.repairs] == [("carrier", False)]


def test_a_step_may_edit_what_the_steps_before_it_made(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Carrier(), Shout())
    (translation,) = translate(FakeEngine.queued(["Gassed came."], ["Samir came."]), {f"جاء {NAME}.": "GHASSAN"})
    assert translation.text == "GHASSAN CAME."
    assert [(repair.step, repair.taken) for repair in translation.repairs] == [("carrier", True), ("shout", True)]


def test_of_equal_candidates_the_earliest_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Shout())
    (translation,) = translate(FakeEngine.queued(["he came."]), {"جاء.": "Rita"})
    assert translation.text == "He came."


def test_the_steps_of_a_window_ask_for_the_same_source_with_the_same_options_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use(monkeypatch, steps.Clauses(), steps.Hypotheses(), steps.Hypotheses())
    engine = FakeEngine(lambda _source, _call: "they came.")
    translate(engine, {"جاء 18 عاملا.": "Rita", "ذهب.": "Rita"})
    requests = [(source, options) for sources, options in engine.calls for source in sources]
    assert len(requests) == len(set(requests)) == 4


def test_a_request_is_answered_from_what_is_known() -> None:
    engine = FakeEngine(lambda _source, _call: "he came.")
    answers, request = Answers(engine, OPTIONS), Request(Segment("جاء."), OPTIONS)
    answers.ask([request, request])
    answers.ask([request])
    assert [sources for sources, _ in engine.calls] == [["جاء."]]


def test_what_was_put_in_last_is_taken_out_first() -> None:
    request = Request(Segment("جاء غسان."), OPTIONS)
    first = request.with_substitute("جاء سمير.", lambda english: english.replace("Samir", "[Rami]"))
    second = first.with_substitute(
        "جاء رامي.", lambda english: english.replace("Rami", "Samir") if "Rami" in english else None
    )
    assert (second.source, second.segment.source) == ("جاء رامي.", "جاء غسان.")
    assert second.restore is not None
    assert second.restore("Rami came.") == "[Rami] came."
    assert second.restore("Somebody came.") is None
