"""Reading articles: every kind of file, and every fault named with its place."""

from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from mujaz.errors import ArticleError
from mujaz.files.articles import read_articles
from mujaz.files.formats import base as sources
from mujaz.files.pages import bounds as page_bounds
from mujaz.types import Article
from tests.pipeline.briefs import a_brief

NEWS = "افتتح الوزير المدرسة الجديدة في العاصمة صباح اليوم."


def read(*paths: Path | str) -> list[Article | ArticleError]:
    return list(read_articles([str(path) for path in paths]))


def write_lines(path: Path, *records: Any) -> Path:
    path.write_text("".join(f"{r if isinstance(r, str) else json.dumps(r)}\n" for r in records), encoding="utf-8")
    return path


def give_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))


def reasons(found: list[Article | ArticleError]) -> list[str]:
    return [str(entry) for entry in found if isinstance(entry, ArticleError)]


def test_a_text_file_is_an_article_named_by_its_stem(tmp_path: Path) -> None:
    path = tmp_path / "school.opening.txt"
    path.write_bytes(f"\ufeff{NEWS}\r\nسطر ثان".encode())
    assert read(path) == [Article(id="school.opening", text=f"{NEWS}\nسطر ثان", source=str(path))]


def test_a_text_file_in_windows_1256_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(NEWS.encode("cp1256"))
    (article,) = read(path)
    assert isinstance(article, Article)
    assert article.text == NEWS


def test_files_of_the_same_stem_get_numbered_ids(tmp_path: Path) -> None:
    paths = [tmp_path / folder / "news.txt" for folder in "abc"]
    for path in paths:
        path.parent.mkdir()
        path.write_text(NEWS, encoding="utf-8")
    assert [a.id for a in read(*paths) if isinstance(a, Article)] == ["news", "news-2", "news-3"]


def test_a_number_that_a_file_has_already_is_passed_over(tmp_path: Path) -> None:
    paths = [tmp_path / "news-2.txt", tmp_path / "news.txt", tmp_path / "x" / "news.txt"]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_text(NEWS, encoding="utf-8")
    assert [a.id for a in read(*paths) if isinstance(a, Article)] == ["news-2", "news", "news-3"]


def test_a_line_of_json_holds_an_article_with_its_references(tmp_path: Path) -> None:
    record = {
        "id": "a1",
        "title": "عنوان",
        "text": NEWS,
        "summary": "نقطة أولى\nنقطة ثانية",
        "summary_en": ["one", "two"],
        "url": "https://example.org/1",
        "date": "2024-05-06",
        "category": "ignored",
    }
    path = write_lines(tmp_path / "news.jsonl", record)
    assert read(path) == [
        Article(
            id="a1",
            title="عنوان",
            text=NEWS,
            url="https://example.org/1",
            date="2024-05-06",
            references=("نقطة أولى\nنقطة ثانية",),
            references_en=("one", "two"),
            source=f"{path}:1",
        )
    ]


def test_numbers_as_ids_become_strings_and_missing_ids_come_from_the_file(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "news.jsonl", {"id": 7, "text": NEWS}, {"text": NEWS}, {"id": None, "text": NEWS})
    assert [a.id for a in read(path) if isinstance(a, Article)] == ["7", "news", "news-2"]


def test_blank_lines_and_null_values_are_passed_over(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "news.jsonl", "", {"id": "a", "text": NEWS, "title": None, "summary": None}, "  ")
    (article,) = read(path)
    assert isinstance(article, Article)
    assert (article.title, article.references) == ("", ())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "b", "text": "x"', "not valid JSON: Expecting ',' delimiter, column 24"),
        ('{"id": "b" "text": "x"}', "not valid JSON: Expecting ',' delimiter, column 12"),
        ("[1, 2]", 'not a JSON object with the key "text"'),
        ('{"id": "b"}', 'the key "text" is missing'),
        ('{"id": "b", "text": 5}', 'the key "text" must hold a string'),
        ('{"id": "b", "text": "x", "summary": [1]}', 'the key "summary" must hold'),
        ('{"id": "b", "text": "\\ud800"}', 'the key "text" must hold a string'),
        ('{"id": "b", "text": "x", "text": "y"}', 'the key "text" is given twice'),
        ('{"id": "b", "text": "x", "more": {"k": 1, "k": 2}}', 'the key "k" is given twice'),
        ('{"id": "b", "text": "x\x00"}', "not a text file"),
        ("[" * 100_000, "not valid JSON"),
        ('{"text": "x", "more": ' + '{"a":' * 100_000, "not valid JSON"),
        ('{"id": ' + "9" * 5000 + ', "text": "x"}', "not valid JSON"),
    ],
)
def test_a_bad_line_is_named_and_its_neighbours_go_on(tmp_path: Path, line: str, reason: str) -> None:
    path = write_lines(tmp_path / "news.jsonl", {"id": "a", "text": NEWS}, line, {"id": "c", "text": NEWS})
    first, bad, last = read(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, ArticleError)
    assert bad.where == f"{path}:2"
    assert reason in bad.reason


def test_an_id_given_twice_is_an_error_also_across_files(tmp_path: Path) -> None:
    one = write_lines(tmp_path / "one.jsonl", {"id": "a", "text": NEWS}, {"id": "a", "text": NEWS})
    two = write_lines(tmp_path / "two.jsonl", {"id": "b", "text": NEWS}, {"id": "a", "text": NEWS})
    assert reasons(read(one, two)) == [f"{one}:2: the id 'a' was given before", f"{two}:2: the id 'a' was given before"]


def test_a_line_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 2**20)
    monkeypatch.setattr(sources, "_SKIPPED_BYTES", 1000)
    long = {"id": "a", "text": "ا" * 2**20}
    path = write_lines(tmp_path / "news.jsonl", long, {"id": "b", "text": NEWS}, long)
    assert [getattr(entry, "reason", "read") for entry in read(path)] == [
        "line larger than 1 MB",
        "read",
        "line larger than 1 MB",
    ]


def test_a_text_of_ten_megabytes_is_read_and_one_over_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.txt"
    path.write_text(f"{NEWS}\n" * 110_000, encoding="utf-8")
    assert path.stat().st_size > 10_000_000
    (article,) = read(path)
    assert isinstance(article, Article)
    monkeypatch.setattr(sources, "MAX_BYTES", 2**20)
    assert reasons(read(path)) == [f"{path}: larger than 1 MB; split it, or give an archive as JSON Lines"]


@pytest.mark.parametrize(
    ("name", "data"), [("bomb.txt.gz", b"x"), ("bomb.html.gz", b"<"), ("bomb.jsonl.gz", b"{"), ("bomb.json.gz", b"[{")]
)
def test_the_limit_holds_for_what_a_gzip_file_unpacks_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes
) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 2**20)
    monkeypatch.setattr(page_bounds, "MOST_BYTES", 2**20)
    path = tmp_path / name
    path.write_bytes(gzip.compress(data * 50_000_000))
    assert path.stat().st_size < 2**20
    tracemalloc.start()
    (reason,) = reasons(read(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than 1 MB" in reason
    assert peak < 10 * 2**20


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["news.jsonl", "news.dat", "news.csv"])
def test_json_lines_and_tables_in_utf16_are_read(tmp_path: Path, encoding: str, name: str) -> None:
    text = f"id,text\na,{NEWS}\nb,{NEWS * 200}\n" if name.endswith("csv") else ""
    path = tmp_path / name
    lines = [json.dumps({"id": key, "text": NEWS * count}, ensure_ascii=False) for key, count in (("a", 1), ("b", 200))]
    path.write_bytes((text or "\n".join(lines)).encode(encoding))
    assert [(one.id, one.text) for one in read(path) if isinstance(one, Article)] == [("a", NEWS), ("b", NEWS * 200)]


def test_utf16_that_is_damaged_is_an_error_after_what_could_be_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes((json.dumps({"id": "a", "text": NEWS}) + "\n" + " " * 9000).encode("utf-16") + b"\x00\xdc\x00\x00")
    (article, error) = read(path)
    assert isinstance(article, Article)
    assert str(error) == f"{path}: cannot be read: it begins as UTF-16 and is not UTF-16 throughout"


def test_a_line_of_utf16_over_the_limit_costs_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 2**20)
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(b"{\x00" * 25_000_000))
    tracemalloc.start()
    assert reasons(read(path)) == [f"{path}:1: line larger than 1 MB"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * 2**20


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["news.json", "news.dat", "news.jsonl", "news.json.gz"])
def test_a_list_of_articles_is_read_however_it_is_laid_out(tmp_path: Path, name: str, indent: int | None) -> None:
    data = json.dumps([{"id": "a", "text": NEWS}, {"text": NEWS}], indent=indent).encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    found = [(one.id, one.source) for one in read(path) if isinstance(one, Article)]
    assert found == [("a", f"{path}: entry 1"), ("news", f"{path}: entry 2")]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_file_may_hold_one_article(tmp_path: Path, indent: int | None) -> None:
    path = tmp_path / "news.json"
    path.write_text(json.dumps({"id": "a", "text": NEWS}, indent=indent), encoding="utf-8-sig")
    assert [(one.id, one.text) for one in read(path) if isinstance(one, Article)] == [("a", NEWS)]


def test_a_json_file_may_hold_json_lines(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "news.json", {"id": "a", "text": NEWS}, {"id": "b", "text": NEWS})
    assert [one.id for one in read(path) if isinstance(one, Article)] == ["a", "b"]


def test_a_bad_entry_of_a_list_is_named_and_its_neighbours_go_on(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text(json.dumps([{"text": NEWS}, {"id": "b"}, "c", {"text": NEWS}]), encoding="utf-8")
    found = read(path)
    assert [one.id for one in found if isinstance(one, Article)] == ["news", "news-2"]
    assert reasons(found) == [
        f'{path}: entry 2: the key "text" is missing; there are "id": --field text=KEY says which one holds it',
        f'{path}: entry 3: not a JSON object with the key "text"',
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('[\n{"text": "x"},\n]', ":3: not valid JSON: "),
        ('"text"', ':1: not a JSON object with the key "text"'),
        ("نص", ":1: not valid JSON: Expecting value, column 1"),
    ],
)
def test_a_json_file_that_holds_no_articles_is_one_error_and_no_text(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "news.json"
    path.write_text(content, encoding="utf-8")
    (found,) = reasons(read(path))
    assert found.startswith(f"{path}{reason}")


def test_a_brief_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "briefs.jsonl"
    path.write_text(a_brief().to_json(), encoding="utf-8")
    assert reasons(read(path)) == [f"{path}:1: this is a brief that Mujaz wrote, and no article"]


def test_json_lines_in_windows_1256_are_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(json.dumps({"id": "a", "text": NEWS}, ensure_ascii=False).encode("cp1256"))
    (article,) = read(path)
    assert isinstance(article, Article)
    assert article.text == NEWS


def test_a_page_gives_headline_date_address_and_text_without_navigation(tmp_path: Path) -> None:
    body = "".join(f"<p>{NEWS} وحضر الحفل عدد من المسؤولين والأهالي رقم {i}.</p>" for i in range(6))
    path = tmp_path / "page.html"
    path.write_text(
        '<!doctype html><html lang="ar"><head><title>افتتاح المدرسة | صحيفة</title>'
        '<meta property="og:title" content="افتتاح المدرسة">'
        '<meta property="article:published_time" content="2024-05-06T10:00:00Z">'
        '<link rel="canonical" href="https://example.org/a/1"></head>'
        f"<body><nav><a href='/'>الرئيسية</a></nav><article><h1>افتتاح المدرسة</h1>{body}</article></body></html>",
        encoding="utf-8",
    )
    (article,) = read(path)
    assert isinstance(article, Article)
    assert (article.id, article.title, article.date) == ("page", "افتتاح المدرسة", "2024-05-06")
    assert article.url == "https://example.org/a/1"
    assert article.text.count(NEWS) == 6
    assert "الرئيسية" not in article.text


@pytest.mark.parametrize("reference", [b"&#27;", b"&#x1B;", b"&#0;", b"&#031", b"&#xD800;"])
def test_a_control_character_in_a_page_does_not_cost_the_page(tmp_path: Path, reference: bytes) -> None:
    path = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{NEWS} {number}. {NEWS}</p>" for number in range(6)).encode()
    path.write_bytes(b"<html><body>" + paragraphs + b"<p>" + reference + NEWS.encode() + b"</p></body></html>")
    (article,) = read(path)
    assert isinstance(article, Article)
    assert article.text.count(NEWS) >= 12
    assert article.text.isprintable() or set(filter(lambda c: not c.isprintable(), article.text)) <= {"\n", "\ufffd"}


def test_a_page_without_an_article_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body></body></html>", encoding="utf-8")
    assert reasons(read(path)) == [f"{path}: no article text found in the HTML page"]


def test_gzip_is_opened_and_left_out_of_the_id(tmp_path: Path) -> None:
    text, lines = tmp_path / "story.txt.gz", tmp_path / "news.jsonl.gz"
    text.write_bytes(gzip.compress(NEWS.encode()))
    lines.write_bytes(gzip.compress(json.dumps({"text": NEWS}).encode()))
    assert [a.id for a in read(text, lines) if isinstance(a, Article)] == ["story", "news"]


def test_a_broken_gzip_file_is_an_error_after_what_could_be_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    lines = "".join(json.dumps({"id": str(i), "text": os.urandom(9000).hex()}) + "\n" for i in range(9))
    path.write_bytes(gzip.compress(lines.encode())[:-5000])
    found = read(path)
    assert isinstance(found[0], Article)
    assert [str(path) in reason for reason in reasons(found)] == [True]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (NEWS.encode(), ["stdin"]),
        (f'\ufeff\n{{"id": "a", "text": "{NEWS}"}}\n{{"text": "{NEWS}"}}\n'.encode(), ["a", "stdin"]),
        (gzip.compress(NEWS.encode()), ["stdin"]),
    ],
)
def test_standard_input_is_text_or_json_lines_as_it_begins(
    data: bytes, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    give_stdin(monkeypatch, data)
    assert [a.id for a in read("-") if isinstance(a, Article)] == expected


def test_an_unknown_suffix_is_read_as_it_begins(tmp_path: Path) -> None:
    text, lines = tmp_path / "story.2024-05", tmp_path / "export.dat"
    text.write_text(NEWS, encoding="utf-8")
    write_lines(lines, {"id": "a", "text": NEWS})
    assert [a.id for a in read(text, lines) if isinstance(a, Article)] == ["story", "a"]


def test_missing_files_folders_and_closed_files_are_errors_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, missing, closed = tmp_path / "good.txt", tmp_path / "missing.txt", tmp_path / "closed.txt"
    empty = tmp_path / "empty"
    empty.mkdir()
    good.write_text(NEWS, encoding="utf-8")
    closed.write_text(NEWS, encoding="utf-8")
    real_open = Path.open

    def refuse(path: Path, *args: Any, **kwargs: Any) -> Any:  # the tests may run as root, for whom no file is closed
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return real_open(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    found = read(missing, empty, closed, good)
    assert reasons(found) == [
        f"{missing}: no such file",
        f"{empty}: no file in this folder that articles are read from: .txt, .html, .htm, .xhtml, .json, .jsonl, "
        ".ndjson, .csv, .tsv, .parquet, .rss, .atom, .xml, .docx, .docm, .pdf, .eml, .mbox, .srt, .vtt, also with .gz",
        f"{closed}: cannot be read: Permission denied",
    ]
    assert isinstance(found[-1], Article)


def test_empty_and_binary_files_are_errors(tmp_path: Path) -> None:
    empty, binary = tmp_path / "empty.txt", tmp_path / "binary.txt"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 40)
    assert [error.split(":")[0] for error in reasons(read(empty, binary))] == [str(empty), str(binary)]


def test_a_file_name_that_is_not_utf8_gives_an_id_that_is(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(NEWS, encoding="utf-8")
    (article,) = read(path)
    assert isinstance(article, Article)
    assert article.id == "caf\ufffd"


def test_articles_are_read_one_by_one(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "news.jsonl", *({"id": str(i), "text": NEWS} for i in range(3)))
    stream = read_articles([str(path), str(tmp_path / "never opened")])
    first = next(stream)
    assert isinstance(first, Article)
    assert first.id == "0"


def test_the_limit_leaves_room_for_ten_megabytes() -> None:
    assert sources.MAX_BYTES > 10_000_000


FIELDS = [
    (f"<p>{NEWS}</p><p>{NEWS}</p>", f"{NEWS}\n\n{NEWS}"),
    (f"{NEWS}<br/>{NEWS}", f"{NEWS}\n{NEWS}"),
    (f"{NEWS}\\n{NEWS}", f"{NEWS}\n{NEWS}"),
    (f"**{NEWS}**", NEWS),
    (NEWS.replace(" ", "&nbsp;"), NEWS.replace(" ", "\xa0")),
    (json.dumps(NEWS).strip('"'), NEWS),
]


@pytest.mark.parametrize(("written", "plain"), FIELDS)
def test_escapes_and_markup_in_a_field_are_undone(tmp_path: Path, written: str, plain: str) -> None:
    lines = write_lines(tmp_path / "a.jsonl", {"text": written, "title": "<b>افتتاح</b>&nbsp;المدرسة"})
    (tmp_path / "b.csv").write_text(f'text,title\n"{written}","<b>افتتاح</b>&nbsp;المدرسة"\n', encoding="utf-8")
    for found in read(lines, tmp_path / "b.csv"):
        assert isinstance(found, Article)
        assert (found.text, found.title) == (plain, "افتتاح المدرسة")


def test_a_headline_in_markdown_is_the_title(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# افتتاح **المدرسة**\n\n{NEWS}", encoding="utf-8")
    (article,) = read(tmp_path / "a.md")
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("افتتاح المدرسة", f"افتتاح المدرسة\n\n{NEWS}")
