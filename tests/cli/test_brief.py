"""`mujaz brief`: what it writes, where, and how it ends on bad input."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from mujaz.errors import BundleError
from mujaz.profiles import Profile
from tests.cli.conftest import Run
from tests.cli.said import read_said

TEXT = (
    "افتتح وزير التعليم ثلاث مدارس جديدة في العاصمة صباح اليوم. "
    "وحضر الحفل عدد كبير من الأهالي والمسؤولين المحليين. "
    "وقال الوزير إن المدارس الجديدة تتسع لنحو 900 تلميذ."
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return written(tmp_path / "school.txt", TEXT)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return written(tmp_path / "news.jsonl", *(json.dumps({"id": name, "text": TEXT}) for name in "abc"))


def written(path: Path, *lines: str) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def ids(briefs: list[Any]) -> list[str]:
    return [brief["article"]["id"] for brief in briefs]


def test_a_file_is_printed_as_text_in_logical_order_without_a_closing_line(run: Run, article: Path) -> None:
    result = run("brief", article)
    assert result.exit_code == 0
    notes = (
        "note: machine gist, not for publication\n"
        "flagged: 3 severe, of 3 bullets\n"
        "3 bullets, not 5: the article has 3 sentences"
    )
    assert result.stdout.startswith(f"school\n{notes}\n\n• افتتح وزير التعليم ثلاث")
    assert "\x1b" not in result.stdout
    assert "\n  English of wwwwwwwwww\n" in result.stdout
    assert read_said(result) == ""


def test_one_file_gives_one_json_object_and_several_an_array(run: Run, article: Path, archive: Path) -> None:
    assert json.loads(run("brief", article, "--format", "json").stdout)["article"]["id"] == "school"
    several = run("brief", article, archive, "--format", "json")
    assert ids(json.loads(several.stdout)) == ["school", "a", "b", "c"]


def test_no_text_leaves_the_article_out(run: Run, article: Path) -> None:
    brief = json.loads(run("brief", article, "--format", "json", "--no-text").stdout)
    assert "text" not in brief["article"]
    assert brief["bullets"][0]["evidence"][0]["text"] == TEXT.split(". ")[0] + "."


def test_standard_input_is_read_where_a_dash_stands(run: Run) -> None:
    stdin = io.BufferedReader(io.BytesIO(TEXT.encode()))
    brief = json.loads(run("brief", "-", "--format", "json", input=stdin).stdout)
    assert brief["article"]["id"] == "stdin"


def test_the_suffix_of_the_output_chooses_its_format(run: Run, archive: Path, tmp_path: Path) -> None:
    for name in ("out.json", "out.jsonl", "out.md", "out.txt"):
        assert run("brief", archive, "-o", tmp_path / name).stdout == ""
    assert ids(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))) == ["a", "b", "c"]
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert ids([json.loads(line) for line in lines]) == ["a", "b", "c"]
    assert (tmp_path / "out.md").read_text(encoding="utf-8").startswith("## a\n")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").startswith("a\n")


def test_the_number_of_bullets_and_other_fields_of_the_profile_can_be_given(run: Run, article: Path) -> None:
    given = ["--bullets", "1", "--threads", "2", "--window", "3", "--beam-size", "1", "--compute-type", "int8"]
    brief = json.loads(run("brief", article, "--format", "json", "--profile", "embedded", *given).stdout)
    assert len(brief["bullets"]) == 1
    profile = Profile(name="embedded", bullets=1, threads=2, window=3, beam_size=1, compute_type="int8")
    assert brief["provenance"]["profile"] == profile.model_dump()


def test_a_bad_article_among_good_ones_is_reported_counted_and_gives_1(run: Run, archive: Path, tmp_path: Path) -> None:
    short = written(tmp_path / "short.txt", "ثلاث كلمات فقط")
    result = run("brief", archive, short, "--format", "jsonl")
    assert result.exit_code == 1
    assert ids([json.loads(line) for line in result.stdout.splitlines()]) == ["a", "b", "c"]
    report, closing = read_said(result).splitlines()
    assert report.startswith(f"mujaz: {short}: ")
    assert closing.startswith("4 articles, 1 failed, ")
    assert closing.endswith(" articles/s")


def test_a_dash_as_the_output_is_standard_output(
    run: Run, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("brief", archive, "--format", "jsonl", "-o", "-", "-q")
    assert ids([json.loads(line) for line in result.stdout.splitlines()]) == ["a", "b", "c"]
    assert not (tmp_path / "-").exists()


def test_quiet_leaves_only_what_went_wrong(run: Run, archive: Path, tmp_path: Path) -> None:
    assert run("brief", archive, "--quiet").stderr == ""
    assert "no such file" in run("brief", archive, tmp_path / "missing.txt", "--quiet").stderr


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("binary.txt", bytes(range(256)) * 20, "not a text file"),
        ("short.txt", "ثلاث كلمات فقط".encode(), "too short"),
        ("english.txt", b"The minister opened three new schools in the capital this morning.", "not Arabic"),
        ("bad.jsonl", b'{"id": "a", "text"\n', "not valid JSON"),
        ("bare.jsonl", b'{"id": "a"}\n', 'the key "text" is missing'),
        ("page.html", b"<html><body></body></html>", "no article text"),
    ],
)
def test_a_single_bad_input_is_named_with_exit_code_2(
    run: Run, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = run("brief", path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"mujaz: {path}")
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_missing_files_and_folders_are_named_with_exit_code_2(run: Run, tmp_path: Path) -> None:
    result = run("brief", tmp_path / "missing.txt", tmp_path)
    assert result.exit_code == 2
    assert f"mujaz: {tmp_path}/missing.txt: no such file\n" in result.stderr
    assert f"mujaz: {tmp_path}: no file in this folder that articles are read from" in result.stderr


def test_an_empty_name_is_wrong_input(run: Run) -> None:
    result = run("brief", "")
    assert (result.exit_code, result.stderr) == (2, "mujaz: '': no file has an empty name\n")


def test_a_malformed_line_and_a_repeated_id_are_named_with_their_line(run: Run, tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "text": TEXT})
    path = written(tmp_path / "news.jsonl", good, "{oops", good, json.dumps({"id": "b", "text": TEXT}))
    result = run("brief", path, "--format", "jsonl")
    assert result.exit_code == 1
    assert ids([json.loads(line) for line in result.stdout.splitlines()]) == ["a", "b"]
    assert f"mujaz: {path}:2: not valid JSON" in result.stderr
    assert f"mujaz: {path}:3: the id 'a' was given before" in result.stderr


def test_an_article_of_json_lines_that_is_no_arabic_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    path = written(
        tmp_path / "news.jsonl", "", json.dumps({"id": "a", "text": "Nothing in Arabic stands here at all."})
    )
    assert run("brief", path).stderr.startswith(f"mujaz: {path}:2: not Arabic")


def test_an_unknown_key_in_a_profile_is_named_with_exit_code_2(run: Run, article: Path, tmp_path: Path) -> None:
    profile = written(tmp_path / "own.toml", "bulets = 3")
    result = run("brief", article, "--profile", profile)
    assert (result.exit_code, result.stderr) == (
        2,
        f"mujaz: profile {profile}: there is no key 'bulets'; did you mean 'bullets'?\n",
    )


def test_a_missing_bundle_is_told_with_exit_code_3(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_profile: Profile) -> None:
        raise BundleError("embedded-ar-en", "not found")

    monkeypatch.setattr("mujaz.translate.translator.Translator", missing)
    result = run("brief", article)
    assert (result.exit_code, result.stderr) == (3, "mujaz: bundle embedded-ar-en: not found\n")


def test_an_output_that_cannot_be_written_is_told_with_exit_code_4(run: Run, article: Path, tmp_path: Path) -> None:
    result = run("brief", article, "-o", tmp_path / "no" / "out.json")
    assert result.exit_code == 4
    assert result.stderr.endswith("out.json cannot be written: No such file or directory\n")


@pytest.mark.parametrize("name", ["out.txt", "out.jsonl"])
def test_an_output_in_a_folder_that_may_not_be_entered_is_told_with_exit_code_4(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    output = tmp_path / name
    real_is_file = Path.is_file

    def refuse(path: Path) -> bool:  # the tests may run as root, for whom no folder is closed
        if path == output:
            raise PermissionError(13, "Permission denied")
        return real_is_file(path)

    monkeypatch.setattr(Path, "is_file", refuse)
    result = run("brief", article, "-o", output)
    assert (result.exit_code, result.stderr) == (4, f"mujaz: {output} cannot be written: Permission denied\n")


def test_an_output_of_unknown_suffix_needs_a_format(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("brief", article, "-o", tmp_path / "out.pdf").exit_code == 2
    assert run("brief", article, "-o", tmp_path / "out.pdf", "--format", "text").exit_code == 0


def test_an_input_is_never_overwritten(run: Run, archive: Path) -> None:
    before = archive.read_bytes()
    result = run("brief", archive, "-o", archive.parent / "." / archive.name)
    assert result.exit_code == 2
    assert "is also an input" in result.stderr
    assert archive.read_bytes() == before


def test_a_run_that_fails_keeps_the_old_output(run: Run, tmp_path: Path) -> None:
    old, bad = written(tmp_path / "out.jsonl", "old"), written(tmp_path / "bad.txt", "قصير")
    assert run("brief", bad, "-o", old).exit_code == 2
    assert old.read_text(encoding="utf-8") == "old\n"


def test_visual_order_is_refused_for_data_and_left_aside_where_no_terminal_is(run: Run, article: Path) -> None:
    assert run("brief", article, "--visual", "--format", "json").exit_code == 2
    plain, visual = run("brief", article), run("brief", article, "--visual")
    assert visual.stdout == plain.stdout
    assert read_said(visual) == "--visual is for terminals; this output stays in logical order\n"


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_shows_severity_in_colour_unless_no_color_is_set(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch, no_color: str, coloured: bool
) -> None:
    monkeypatch.setattr("mujaz.cli.results.is_on_terminal", lambda _output: True)
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    assert ("\x1b[1;31m!! " in run("brief", article).stdout) is coloured


def test_visual_order_shapes_and_reorders_on_a_terminal(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mujaz.cli.brief.is_on_terminal", lambda _output: True)
    shown = run("brief", article, "--visual").stdout
    assert "افتتح" not in shown
    assert "ﺢﺘﺘﻓﺍ" in shown


@pytest.mark.parametrize("missing", ["arabic_reshaper", "bidi"])
def test_visual_order_without_its_extra_says_what_to_install(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setattr("mujaz.cli.brief.is_on_terminal", lambda _output: True)
    monkeypatch.setitem(sys.modules, missing, None)
    done = run("brief", article, "--visual")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith("mujaz: --visual needs the extra [visual]: ")


def test_an_article_of_ten_megabytes_is_briefed(run: Run, tmp_path: Path) -> None:
    sentence = "وقال الوزير إن المدارس الجديدة تتسع لنحو تسعمئة تلميذ في العاصمة وحدها هذا العام."
    path = written(tmp_path / "long.txt", *[f"{sentence} {sentence}"] * 36_000)
    assert path.stat().st_size > 10_000_000
    assert run("brief", path).exit_code == 0


def test_one_sentence_of_five_thousand_words_is_briefed(run: Run, tmp_path: Path) -> None:
    words = ["قال", "الوزير", "إن", "المدارس", "الجديدة", "تتسع", "لكثير", "من", "التلاميذ"]
    path = written(tmp_path / "long.txt", " ".join(words * 600))
    assert run("brief", path).exit_code == 0


def test_a_key_of_records_can_be_named(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "news.jsonl", json.dumps({"id": "a", "story": TEXT}))
    assert "--field text=KEY says which one holds it" in run("brief", path).stderr
    result = run("brief", path, "--field", "text=story", "--format", "json")
    assert json.loads(result.stdout)["article"]["text"] == TEXT
    summary = json.loads(run("summarize", path, "--field", "text=story").stdout)
    assert summary["id"] == "a"
    assert run("brief", path, "--field", "story").exit_code == 2


def test_files_of_a_folder_that_are_passed_over_are_told(run: Run, article: Path) -> None:
    written(article.parent / "notes.pages", "x")
    said = "1 file skipped, because the suffix tells no kind of article: notes.pages\n"
    assert read_said(run("brief", article.parent)) == said
    assert run("summarize", article.parent).stderr == said
    assert run("brief", article.parent, "--quiet").stderr == ""
    assert said in run("brief", article.parent, "-o", article.parent / "briefs.jsonl").stderr
