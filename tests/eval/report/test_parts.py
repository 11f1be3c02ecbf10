"""What the report works out before it is laid out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.eval import Evaluation, Output, Run, Trials, evaluate
from mujaz.eval.report.articles import bullets_of, host_of
from mujaz.eval.report.flagged import KEPT, Flagged
from mujaz.eval.report.front import flags_verdict, histogram, verdict
from mujaz.eval.report.marking import Change, Piece, Span, differences, paragraphs, shown
from mujaz.eval.report.view import ArticleView, BulletView, SystemView, row_of
from mujaz.types import Article, Brief, BriefArticle, Bullet, Evidence, Flag, Severity

texts = st.text(alphabet="ab \n", max_size=30)
borders = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5)


class TestEvidence:
    def test_a_text_is_cut_where_evidence_begins_and_ends(self) -> None:
        # "one two three": "one two" is bullet a's, "two three" bullet b's.
        spans = [Span(0, 7, "a", "a-e0"), Span(4, 13, "b", "b-e0")]
        assert paragraphs("one two three four", spans) == [
            [
                Piece("one ", ("a",), ("a-e0",)),
                Piece("two", ("a", "b"), ("b-e0",)),
                Piece(" three", ("b",)),
                Piece(" four"),
            ]
        ]

    def test_evidence_may_span_paragraphs(self) -> None:
        assert paragraphs("one\n\ntwo", [Span(0, 8, "a", "a-e0")]) == [
            [Piece("one", ("a",), ("a-e0",))],
            [Piece("two", ("a",))],
        ]

    @given(texts, borders)
    def test_no_letter_is_lost_and_each_knows_the_bullets_that_it_supports(
        self, text: str, places: list[tuple[int, int]]
    ) -> None:
        spans = [
            Span(start, end, str(number), f"e{number}")
            for number, (start, end) in enumerate(places)
            if start < end <= len(text)
        ]
        found = [(char, piece.bullets) for part in paragraphs(text, spans) for piece in part for char in piece.text]
        expected = [
            (char, tuple(span.bullet for span in spans if span.start <= place < span.end))
            for place, char in enumerate(text)
        ]
        assert [one for one in found if one[0] in "ab"] == [one for one in expected if one[0] in "ab"]


class TestBullets:
    text = "وصل الوفد إلى العاصمة"

    def views(self, *evidence: Evidence) -> list[tuple[str, ...]]:
        brief = Brief(article=BriefArticle(id="a"), bullets=(Bullet(ar="وصل", evidence=evidence),))
        bullets, spans = bullets_of(Output("وصل", brief=brief), self.text, "b1-0")
        assert [span.anchor for span in spans] == [anchor for bullet in bullets for anchor in bullet.anchors]
        return [bullet.anchors for bullet in bullets]

    def test_evidence_that_is_not_in_the_text_any_more_is_left_out(self) -> None:
        good, moved = Evidence(start=0, end=3, text="وصل"), Evidence(start=1, end=4, text="وصل")
        assert self.views(moved, good) == [("b1-0-0-e0",)]

    def test_evidence_of_no_length_is_left_out(self) -> None:
        assert self.views(Evidence(start=2, end=2, text="")) == [()]

    def test_lines_of_a_plain_summary_are_paired_by_their_places(self) -> None:
        bullets, _ = bullets_of(Output("واحد\n\nاثنان", "One"), "", "b")
        assert [(bullet.ar, bullet.en) for bullet in bullets] == [("واحد", "One"), ("اثنان", "")]


def test_differences_are_words_added_and_removed_but_not_forms_of_one_word() -> None:
    assert differences("وصل الوفد مساء أمس", "وصل وفد كبير امس،") == [
        Change("same", "وصل وفد"),
        Change("ins", "كبير"),
        Change("del", "مساء"),
        Change("same", "امس،"),
    ]


def test_differences_of_very_long_texts_are_cut_off() -> None:
    assert differences("نعم " * 50_000, "نعم " * 50_000) == [Change("same", " ".join(["نعم"] * 2_000))]


def test_a_histogram_counts_tenths_with_100_in_the_last() -> None:
    bars = histogram([0, 9.9, 10, 55, 100, 130])
    assert [bar.count for bar in bars] == [2, 1, 0, 0, 0, 1, 0, 0, 0, 2]
    assert [bar.height for bar in bars][:3] == [100, 50, 0]
    assert (bars[-1].low, bars[-1].high) == (90, 100)
    assert {bar.height for bar in histogram([])} == {0}


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://news.example.org/a?b=1", "news.example.org"),
        ("http://EXAMPLE.org", "example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org/x", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_have_a_host(url: str, host: str) -> None:
    assert host_of(url) == host


def test_text_is_escaped_and_unseen_controls_are_named() -> None:
    assert shown('<b a="\u202eعاجل\x07">\n') == (
        '&lt;b a=&#34;<span class="control" dir="ltr">U+202E</span>عاجل'
        '<span class="control" dir="ltr">U+0007</span>&#34;&gt;\n'
    )


class TestVerdict:
    def said(self, evaluation: Evaluation) -> tuple[str, str]:
        english, arabic = verdict(evaluation, evaluation.results[0], "rouge1")
        return english.striptags(), arabic.striptags()

    def measured(self, ours: str, theirs: str | None) -> Evaluation:
        articles = [Article(id=str(number), text="", references=("وصل الوفد",)) for number in range(12)]
        runs = [Run(name, {one.id: Output(text) for one in articles}) for name, text in (("a", ours), ("b", theirs))]
        against = runs[1] if theirs is not None else None
        return evaluate(runs[:1], articles, baseline=against, metrics=["rouge1"], trials=Trials(shuffles=200))

    def test_it_says_which_system_is_better(self) -> None:
        english, arabic = self.said(self.measured("وصل الوفد", "لا"))
        assert english == "a is better than b (rouge1 100.0 / 0.0, p = 0.005, n = 12)."
        assert arabic == "a أفضل من b (rouge1 100.0 / 0.0, p = 0.005, n = 12)."

    def test_it_says_which_is_worse(self) -> None:
        english, arabic = self.said(self.measured("لا", "وصل الوفد"))
        assert english.startswith("a is worse than b")
        assert "أسوأ" in arabic

    def test_it_claims_nothing_that_the_test_does_not_show(self) -> None:
        english, arabic = self.said(self.measured("وصل الوفد", "وصل الوفد"))
        assert english.startswith("No difference between a and b could be shown")
        assert "لم يظهر فرق" in arabic

    def test_without_a_baseline_it_only_reports(self) -> None:
        english, _ = self.said(self.measured("وصل الوفد", None))
        assert english == "a was compared with no other system (rouge1 100.00 ± 0.00, n = 12)."


class TestFlagged:
    def article(
        self, number: int, *bullets: tuple[Severity, ...], headline: tuple[Severity, ...] = (), is_brief: bool = True
    ) -> ArticleView:
        of_headline, *flags = (
            tuple(Flag(kind="name", severity=one, message="", where="en") for one in found)
            for found in (headline, *bullets)
        )
        views = tuple(BulletView(f"b{number}-{place}", "", "", found) for place, found in enumerate(flags))
        title = BulletView(f"b{number}-title", "", "A title", of_headline, place="headline")
        system = SystemView("new", "run", is_brief, title, views, of_headline, {}, {}, {})
        return ArticleView(number, Article(id=str(number), text=""), "", "", "", [], (system,), None, None)

    def test_the_most_severe_come_first_then_the_most_warned_then_the_earlier(self) -> None:
        flagged = Flagged("new")
        flagged.add(self.article(1, ("warning",), (), ("info",), ("severe",)))
        flagged.add(self.article(2, ("warning", "warning"), ("severe", "severe"), ("severe",)))
        assert [one.bullet.key for one in flagged.worst] == ["b2-1", "b1-3", "b2-2", "b2-0", "b1-0"]
        (counts,) = flagged.counts
        assert (counts.bullets, counts.severe, counts.warned) == (7, 3, 2)
        assert counts.kinds == {("name", "severe"): 4, ("name", "warning"): 3}

    def test_a_headline_is_one_of_them_and_comes_before_the_bullets_of_its_article(self) -> None:
        flagged = Flagged("new")
        flagged.add(self.article(1, ("severe",), headline=("severe",)))
        flagged.add(self.article(2, (), headline=("warning",)))
        assert [(one.bullet.key, one.is_headline) for one in flagged.worst] == [
            ("b1-title", True),
            ("b1-0", False),
            ("b2-title", True),
        ]
        (counts,) = flagged.counts
        assert (counts.severe, counts.severe_headlines, counts.headlines) == (1, 1, 2)
        english, _ = flags_verdict(counts)
        assert english.striptags() == (
            "new: 2 bullets, 1 not to be used unseen, 0 with a warning; 2 headlines, 1 not to be used unseen."
        )

    def test_flags_of_an_article_are_counted_by_their_severity(self) -> None:
        row = row_of(self.article(1, ("warning", "info"), headline=("severe", "warning")), with_words=False)
        assert row.severities == {"severe": 1, "warning": 2}

    def test_only_so_many_are_kept_the_worst(self) -> None:
        flagged = Flagged("new")
        for number in range(KEPT + 5):
            flagged.add(self.article(number, ("severe",) if number == KEPT + 4 else ("warning",)))
        assert len(flagged.worst) == KEPT
        assert flagged.worst[0].number == KEPT + 4

    def test_plain_summaries_were_not_checked_and_are_not_counted(self) -> None:
        flagged = Flagged("new")
        flagged.add(self.article(1, (), is_brief=False))
        assert flagged.counts == []
