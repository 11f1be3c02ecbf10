"""The page of briefs that nothing is compared with, read without a browser."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mujaz.cli.main import cli
from mujaz.errors import InputError
from mujaz.eval.report import write_briefs
from mujaz.eval.report.flagged import FlagCounts
from mujaz.eval.report.front import first_line
from tests.eval.report import sample

UNSEEN = {"script", "style", "template"}


class Words(HTMLParser):
    """Collects what a reader can read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._inside: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not UNSEEN & set(self._inside):
            self.words.append(data)


def words(page: str) -> str:
    return " ".join(" ".join(Words(page).words).split())


@pytest.fixture
def briefs(tmp_path: Path) -> Path:
    return sample.written_briefs(tmp_path / "today.jsonl")


def written(folder: Path, *records: object) -> str:
    (folder / "some.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return write_briefs(folder / "some.jsonl", folder / "some.html").read_text(encoding="utf-8")


def records(briefs: Path) -> list[dict[str, dict[str, str]]]:
    return [json.loads(line) for line in briefs.read_text(encoding="utf-8").splitlines()]


class TestPage:
    def test_it_says_nothing_of_scores_metrics_references_or_systems_to_compare_with(self, desk: Path) -> None:
        shown = words(desk.read_text(encoding="utf-8")).lower()
        for word in ("rouge", "bleu", "chrf", "score", "metric", "reference", "baseline", "lead-1", "oracle"):
            assert word not in shown

    def test_its_first_line_is_what_an_editor_needs(self, desk: Path) -> None:
        heading = re.search("<h1>(.*?)</h1>", desk.read_text(encoding="utf-8"))
        assert heading
        assert words(heading[1]).startswith(
            "5 bullets, 1 not to be used unseen, 1 with a warning; 3 headlines, 1 not to be used unseen; "
            "no flag does not mean right."
        )

    def test_articles_stand_in_the_order_of_the_file(self, desk: Path) -> None:
        page = desk.read_text(encoding="utf-8")
        assert re.findall(r'<tr data-number="\d+" data-id="(\w+)', page) == ["enemy", "harbour", "wheat"]

    def test_evidence_flags_and_verdicts_are_on_it(self, desk: Path) -> None:
        page = desk.read_text(encoding="utf-8")
        assert '<mark data-bullets="b3-0-0 b3-0-2">' in page
        assert "number: 21 is not in the article." in page
        assert '<template id="verdict">' in page

    def test_a_folder_of_pages_has_a_page_for_each(self, briefs: Path, tmp_path: Path) -> None:
        assert write_briefs(briefs, tmp_path / "pages") == tmp_path / "pages" / "index.html"
        assert len(list((tmp_path / "pages" / "articles").iterdir())) == 3

    def test_columns_and_filters_in_which_nothing_would_stand_are_not_there(self, briefs: Path, tmp_path: Path) -> None:
        harbour = records(briefs)[1]
        harbour["article"] |= {"url": "", "date": ""}
        harbour["flags"] = []  # type: ignore[assignment]
        page = written(tmp_path, harbour)
        (head,) = re.findall('<table id="articles">.*?</thead>', page, re.DOTALL)
        assert words(head) == "Article المقال Verdict الحكم"
        assert re.findall('<(?:select|input)[^>]* id="([a-z-]+)"', page) == ["search"]

    def test_without_the_articles_text_there_is_no_empty_column_and_the_evidence_stands_with_the_bullet(
        self, briefs: Path, tmp_path: Path
    ) -> None:
        harbour = records(briefs)[1]
        harbour["article"].pop("text")
        page = written(tmp_path, harbour)
        assert 'class="columns"' not in page
        assert 'class="text"' not in page
        assert "text is not in the files" in page
        assert '<summary><span class="t-en" lang="en" dir="ltr">Evidence</span>' in page
        assert f'<p lang="ar" dir="rtl">{sample.SHIPS}</p></details>' in page

    def test_what_failed_is_counted_in_the_first_line_and_listed_with_the_reason(
        self, briefs: Path, tmp_path: Path
    ) -> None:
        failures = [{"id": "short", "reason": sample.HOSTILE}, {"id": "", "where": "in.jsonl:7", "reason": "no JSON"}]
        lines = "".join(json.dumps(one) + "\n" for one in failures)
        (tmp_path / "today.failures.jsonl").write_text(lines, encoding="utf-8")
        page = write_briefs(briefs, tmp_path / "today.html").read_text(encoding="utf-8")
        assert "; 2 articles without a brief; no flag does not mean right." in page
        (listed,) = re.findall('<section id="failed">.*?</section>', page, re.DOTALL)
        assert "in.jsonl:7" in listed
        assert "<script>" not in listed

    def test_plain_summaries_are_shown_as_what_nothing_checked(self, tmp_path: Path) -> None:
        page = written(tmp_path, {"id": "a", "summary": "وصل الوفد\nغادر السفير"})
        assert "Summaries of 1 article, none of them checked; no flag does not mean right." in page
        assert page.count('<li class="bullet judged') == 2

    def test_a_file_without_briefs_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "empty.jsonl").touch()
        with pytest.raises(InputError, match=r"empty\.jsonl: no briefs in it"):
            write_briefs(tmp_path / "empty.jsonl", tmp_path / "r.html")

    def test_another_headline_makes_another_report_so_that_no_verdict_turns_up_on_it(
        self, briefs: Path, tmp_path: Path
    ) -> None:
        harbour = records(briefs)[1]
        ids = []
        for title in ("Harbour opened", "Airport opened"):
            harbour["article"]["title_en"] = title
            ids += re.findall('data-report="(.+?)"', written(tmp_path, harbour))
        assert len(set(ids)) == 2


class TestFirstLine:
    def said(self, counts: FlagCounts | None, left_out: int = 0) -> tuple[str, str]:
        english, arabic = first_line(counts, 3, left_out)
        return english.striptags(), arabic.striptags()

    def test_it_counts_in_both_languages(self) -> None:
        counts = FlagCounts("new", bullets=31, severe=2, warned=9, headlines=7, severe_headlines=1)
        assert self.said(counts) == (
            "31 bullets, 2 not to be used unseen, 9 with a warning; 7 headlines, 1 not to be used unseen; "
            "no flag does not mean right.",
            "عدد النقاط 31، منها 2 لا تُستعمل دون مراجعة، و9 عليها تحذير؛ وعدد العناوين 7، منها 1 لا تُستعمل دون "
            "مراجعة؛ وغياب التنبيه لا يعني صحة النص.",
        )

    def test_one_is_no_plural_and_headlines_that_are_not_there_are_not_counted(self) -> None:
        english, _ = self.said(FlagCounts("new", bullets=1), left_out=1)
        assert english == (
            "1 bullet, 0 not to be used unseen, 0 with a warning; 1 article without a brief; "
            "no flag does not mean right."
        )


class TestCommand:
    def mujaz(self, *arguments: str | Path) -> Result:
        return CliRunner().invoke(cli, ["report", *map(str, arguments)])

    @pytest.mark.parametrize(("name", "page"), [("r.html", "r.html"), ("r", "r/index.html")])
    def test_it_writes_the_page_and_says_where(self, briefs: Path, tmp_path: Path, name: str, page: str) -> None:
        result = self.mujaz(briefs, "-o", tmp_path / name)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"report: {tmp_path / page}\n")
        assert sample.SHIPS in (tmp_path / page).read_text(encoding="utf-8")

    def test_it_reads_briefs_from_standard_input(self, briefs: Path, tmp_path: Path) -> None:
        arguments = ["report", "-", "-o", str(tmp_path / "r.html")]
        stdin = io.BufferedReader(io.BytesIO(briefs.read_bytes()))
        assert CliRunner().invoke(cli, arguments, input=stdin).exit_code == 0
        assert "<bdi>stdin</bdi>" in (tmp_path / "r.html").read_text(encoding="utf-8")

    def test_without_an_output_it_exits_with_2(self, briefs: Path) -> None:
        assert self.mujaz(briefs).exit_code == 2

    def test_it_does_not_write_over_the_briefs(self, briefs: Path) -> None:
        assert self.mujaz(briefs, "-o", briefs).exit_code == 2

    def test_a_file_that_is_no_brief_exits_with_2_and_its_line(self, tmp_path: Path) -> None:
        (tmp_path / "x.jsonl").write_text('{"id": "a", "text": "نص"}\n', encoding="utf-8")
        result = self.mujaz(tmp_path / "x.jsonl", "-o", tmp_path / "r.html")
        assert result.exit_code == 2
        assert "x.jsonl:1: neither a brief nor a summary" in result.stderr
