"""`mujaz translate`, on a fake engine."""

import gzip
import io

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mujaz.cli.translate
from mujaz.cli.main import cli
from mujaz.engines.base import GenerationOptions
from mujaz.models.bundle import Bundle
from mujaz.translate.translator import Translator, translate_with
from tests.fakes import FakeEngine

ENGLISH = {"جاء.": "he came.", "ذهب.": "he left.", "قال الوزير نعم.": "the minister said yes."}
MISSPELLED = "قال موقع Wapping إنه جاء."


class FakeTranslator:
    """Knows three sentences; writes nothing for any other."""

    notice = "machine gist, not for publication"
    windows: list[int]

    def __init__(self, profile):
        self.profile = profile

    def translate_many(self, texts):
        self.windows.append(len(texts))
        return translate_with(FakeEngine(lambda source, _call: ENGLISH.get(source, "")), GenerationOptions(), texts)


@pytest.fixture(autouse=True)
def windows(monkeypatch):
    FakeTranslator.windows = []
    monkeypatch.setattr(mujaz.cli.translate, "Translator", FakeTranslator)
    return FakeTranslator.windows


def run(*arguments, given=b""):
    return CliRunner().invoke(cli, ["translate", *arguments], input=io.BufferedReader(io.BytesIO(given)))


def test_writes_a_line_for_each_line_of_standard_input():
    result = run(given="جاء.\n\nذهب.\n".encode())
    assert result.exit_code == 0
    assert result.stdout == "He came.\n\nHe left.\n"


def test_reads_a_file_and_a_last_line_without_newline(tmp_path):
    (tmp_path / "news.txt").write_text("جاء.\r\n \t\nذهب.", encoding="utf-8", newline="")
    assert run(str(tmp_path / "news.txt")).stdout == "He came.\n\nHe left.\n"


def test_puts_misspelled_latin_names_right_unless_told_not_to(monkeypatch):
    def engine(_bundle, **_options):
        return FakeEngine(lambda _source, _call: "the site Waping said that he came.")

    monkeypatch.setattr(mujaz.cli.translate, "Translator", Translator)
    monkeypatch.setattr(Bundle, "engine", engine)
    respelled = run("--profile", "embedded", given=MISSPELLED.encode())
    assert respelled.stdout == "The site Wapping said that he came.\n"
    assert "line 1: " in respelled.stderr
    assert "flagged: " not in respelled.stderr
    left = run("--profile", "embedded", "--no-repair", given=MISSPELLED.encode())
    assert left.stdout == "The site Waping said that he came.\n"
    assert "line 1: " not in left.stderr


def test_writes_a_flagged_line_and_reports_it_by_number():
    result = run(given="جاء.\nنام.\n".encode())
    assert result.exit_code == 0
    assert result.stdout == "He came.\n[not translated]\n"
    assert "line 2: The translator wrote nothing for this.\n" in result.stderr
    assert "flagged: 1 of 2 lines\n" in result.stderr


def test_says_once_that_the_translator_is_a_gist():
    assert run(given="جاء.\nذهب.\n".encode()).stderr == "machine gist, not for publication\n"


def test_says_nothing_of_the_translator_where_there_is_nothing_to_translate():
    assert run("nowhere.txt").stderr == "mujaz: nowhere.txt: no such file\n"
    assert run(given=b"").stderr == ""


@pytest.mark.parametrize("line", ['{"id": "a", "text": "جاء."}', '[{"text": "جاء."}]'])
def test_warns_of_articles_as_json_whose_lines_are_no_text(line):
    result = run("-q", given=line.encode())
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == (
        "mujaz: this looks like JSON, whose lines are translated as they stand; `mujaz brief` reads articles"
    )


def test_is_silent_but_for_flags_when_quiet():
    assert run("--quiet", given="نام.\n".encode()).stderr == "line 1: The translator wrote nothing for this.\n"


def test_works_in_windows(windows):
    result = run(given="جاء.\n".encode() * 150)
    assert windows == [64, 64, 22]
    assert result.stdout == "He came.\n" * 150


def test_replaces_the_output_file(tmp_path):
    (tmp_path / "out.txt").write_text("old")
    result = run("-o", str(tmp_path / "out.txt"), given="جاء.\n".encode())
    assert result.stdout == ""
    assert (tmp_path / "out.txt").read_text() == "He came.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
def test_reads_the_encodings_of_newsrooms(tmp_path, encoding):
    (tmp_path / "news.txt").write_bytes("قال الوزير نعم.\n\nذهب.\n".encode(encoding))
    assert run(str(tmp_path / "news.txt")).stdout == "The minister said yes.\n\nHe left.\n"


def test_reads_gzipped_text(tmp_path):
    (tmp_path / "news.txt.gz").write_bytes(gzip.compress("جاء.\n".encode()))
    assert run(str(tmp_path / "news.txt.gz")).stdout == "He came.\n"


def test_names_the_line_that_it_cannot_read(tmp_path):
    (tmp_path / "news.txt").write_bytes("جاء.\n".encode() * 2000 + b"\xff\x81\n")
    result = run(str(tmp_path / "news.txt"))
    assert result.exit_code == 2
    assert "news.txt:2001: not UTF-8" in result.stderr


def test_refuses_a_file_that_is_no_text(tmp_path):
    (tmp_path / "news.txt").write_bytes(b"\x7fELF\x00\xff\x00\x81\n")
    result = run(str(tmp_path / "news.txt"))
    assert result.exit_code == 2
    assert "news.txt: not a text file" in result.stderr


def test_refuses_to_write_over_its_input(tmp_path):
    (tmp_path / "news.txt").write_text("جاء.\n", encoding="utf-8")
    assert run(str(tmp_path / "news.txt"), "-o", str(tmp_path / "news.txt")).exit_code == 2
    assert (tmp_path / "news.txt").read_text(encoding="utf-8") == "جاء.\n"


def test_says_that_a_file_is_missing():
    result = run("nowhere.txt")
    assert result.exit_code == 2
    assert "nowhere.txt: no such file" in result.stderr


def test_makes_nothing_of_an_empty_input():
    result = run(given=b"")
    assert (result.exit_code, result.stdout) == (0, "")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.text(alphabet="جاء. \t\r\x0b\x0c\x1c\x85\u2028\u200f٣x", max_size=12), max_size=5))
def test_writes_exactly_as_many_lines_as_it_reads(lines):
    given_bytes = "".join(f"{line}\n" for line in lines).encode()
    result = run(given=given_bytes)
    assert len(io.StringIO(result.stdout, newline="\n").readlines()) == len(lines)


def test_joins_wrapped_lines_when_asked_to():
    given_bytes = "قال الوزير\nنعم.\n\nجاء.\n- ذهب.\n".encode()
    result = run("--join-lines", given=given_bytes)
    assert result.stdout.splitlines()[:3] == ["The minister said yes.", "", "He came."]
    assert len(result.stdout.splitlines()) == 4
    assert len(run(given=given_bytes).stdout.splitlines()) == 5


def test_refuses_xml():
    result = run(given=b'<?xml version="1.0"?>\n<rss><channel/></rss>\n')
    assert result.exit_code == 2
    assert "XML is not read" in result.stderr
