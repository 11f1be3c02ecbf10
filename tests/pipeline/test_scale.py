"""Folders, patterns, tables: a corpus as it lies on a disk."""

from __future__ import annotations

import datetime
import gzip
import os
from pathlib import Path
from typing import Any

import pytest

from mujaz.errors import ArticleError
from mujaz.files.articles import read_entries, unpack_page
from mujaz.files.inputs import SkippedFiles, find_files, identify
from mujaz.files.opening import Meter
from mujaz.pipeline import windows
from mujaz.pipeline.windows import cut_windows
from mujaz.types import Article, Page

NEWS = "افتتح الوزير المدرسة الجديدة في العاصمة صباح اليوم."


def read(*inputs: Path | str, **options: Any) -> list[Article | ArticleError]:
    return [unpack_page(entry) for entry in read_entries([str(one) for one in inputs], **options)]


def ids(found: list[Article | ArticleError]) -> list[str]:
    return [entry.id for entry in found if isinstance(entry, Article)]


def reasons(found: list[Article | ArticleError]) -> list[str]:
    return [str(entry) for entry in found if isinstance(entry, ArticleError)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "corpus"
    for name in ("b.txt", "a/z.txt", "a/y.html", "c.txt", ".hidden.txt", ".git/x.txt", "notes.png"):
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        page = f"<html><body><article><p>{NEWS} {NEWS}</p><p>{NEWS} {NEWS}</p></article></body></html>"
        path.write_text(page if name.endswith("html") else NEWS, encoding="utf-8")
    return top


def test_a_folder_stands_for_the_articles_in_and_below_it_sorted(folder: Path) -> None:
    assert ids(read(folder)) == ["y", "z", "b", "c"]


def test_a_link_to_a_folder_is_not_followed(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)
    assert ids(read(folder)) == ["y", "z", "b", "c"]


def test_a_pattern_stands_for_the_files_that_fit_it(folder: Path) -> None:
    assert ids(read(f"{folder}/*.txt")) == ["b", "c"]
    assert ids(read(f"{folder}/**/*.txt")) == ["z", "b", "c"]
    assert reasons(read(f"{folder}/*.jsonl")) == [f"{folder}/*.jsonl: no file fits this pattern"]


def close(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder unreadable: the tests may run as root, for whom none is."""
    real_scandir = os.scandir

    def refuse(path: Any = ".") -> Any:
        if os.path.normpath(os.fspath(path)) == str(folder):
            raise PermissionError(13, "Permission denied")
        return real_scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)


def test_a_folder_that_cannot_be_read_is_an_error_and_those_beside_it_go_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(folder / "a", monkeypatch)
    found = read(folder)
    assert ids(found) == ["b", "c"]
    assert reasons(found) == [f"{folder}/a: this folder cannot be read: Permission denied"]


def test_an_input_that_is_a_folder_that_cannot_be_read_is_one_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(folder, monkeypatch)
    assert reasons(read(folder)) == [f"{folder}: this folder cannot be read: Permission denied"]


@pytest.mark.parametrize("pattern", ["**/*.txt", "**", "?/*.txt"])
def test_a_folder_in_which_files_may_fit_a_pattern_is_an_error_where_it_cannot_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    close(folder / "a", monkeypatch)
    assert reasons(read(f"{folder}/{pattern}"))[0] == f"{folder}/a/: this folder cannot be read: Permission denied"


def test_a_link_that_leads_to_itself_is_an_error_and_the_files_beside_it_are_read(folder: Path) -> None:
    (folder / "d.txt").symlink_to("d.txt")
    found = read(folder)
    assert ids(found) == ["y", "z", "b", "c"]
    assert reasons(found) == [f"{folder}/d.txt: cannot be read: Too many levels of symbolic links"]


def test_an_empty_name_is_an_error_and_not_this_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert reasons(read("")) == ["'': no file has an empty name"]


def test_a_file_whose_name_looks_like_a_pattern_is_itself(folder: Path) -> None:
    (folder / "[b].txt").write_text(NEWS, encoding="utf-8")
    assert ids(read(folder / "[b].txt")) == ["[b]"]


def test_files_to_skip_are_left_out_of_folders(folder: Path) -> None:
    assert ids(read(folder, own_files=frozenset({(folder / "b.txt").resolve()}))) == ["y", "z", "c"]


def test_the_identity_of_a_file_tells_its_name_in_the_folder_and_its_content_but_not_where_the_folder_lies(
    folder: Path,
) -> None:
    before = [identify(place) for place in find_files(str(folder))]
    assert [one.name for one in before] == ["a/y.html", "a/z.txt", "b.txt", "c.txt"]
    assert [one.bytes for one in before] == [(folder / one.name).stat().st_size for one in before]
    moved = folder.rename(folder.parent / "moved")
    assert [identify(place) for place in find_files(str(moved))] == before
    (moved / "c.txt").write_text("x", encoding="utf-8")
    assert [identify(place) for place in find_files(str(moved))][:3] == before[:3]
    assert [identify(place) for place in find_files(str(moved))][3] != before[3]


def test_files_of_a_folder_whose_suffix_tells_nothing_are_counted_and_some_are_named(folder: Path) -> None:
    passed_over = SkippedFiles()
    read(folder, skipped=passed_over)
    said = "because the suffix tells no kind of article"
    assert passed_over.description == f"1 file skipped, {said}: notes.png"
    for name in ("a/x.pptx", "a/x.png", "b.odp", "z.md"):
        (folder / name).write_text(NEWS, encoding="utf-8")
    passed_over = SkippedFiles()
    read(folder, skipped=passed_over)
    assert passed_over.description == f"5 files skipped, {said}: a/x.png, a/x.pptx, b.odp and 2 more"
    assert SkippedFiles().description == ""


def test_a_row_of_csv_holds_an_article(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f'\ufeffid,title,text,desk\r\n7,"عنوان, آخر","{NEWS}\n{NEWS}",x\r\n,,{NEWS},\r\n', encoding="utf-8")
    assert read(path) == [
        Article(id="7", title="عنوان, آخر", text=f"{NEWS}\n{NEWS}", source=f"{path}:2"),
        Article(id="news", text=NEWS, source=f"{path}:4"),
    ]


@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ";"), (".tsv", "\t"), (".csv.gz", ",")])
def test_the_delimiter_is_what_parts_the_names_of_the_columns(tmp_path: Path, suffix: str, delimiter: str) -> None:
    data = f"id{delimiter}text\na{delimiter}{NEWS}\n".encode()
    path = tmp_path / f"news{suffix}"
    path.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    assert ids(read(path)) == ["a"]


def test_a_bad_row_of_csv_is_named_and_its_neighbours_go_on(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    rows = ["id,text", f"a,{NEWS}", "b", f"c,{NEWS},more", f'd,"{NEWS}"x', "", "e,", f"a,{NEWS}", f"g,{NEWS}"]
    path.write_text("\n".join(rows), encoding="utf-8")
    found = read(path)
    assert ids(found) == ["a", "e", "g"]
    assert reasons(found) == [
        f"{path}:3: 1 field, but the first row names 2 columns",
        f"{path}:4: 3 fields, but the first row names 2 columns",
        f"{path}:5: not valid CSV: ',' expected after '\"'",
        f"{path}:8: the id 'a' was given before",
    ]


def test_a_table_without_a_text_column_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("id;story, told\n1,x\n", encoding="utf-8")
    assert reasons(read(path)) == [
        f'{path}:1: the first row must name the columns, "text" among them: the key "text" is missing; '
        'there are "id;story", "told": --field text=KEY says which one holds it'
    ]
    path.write_text("", encoding="utf-8")
    assert reasons(read(path)) == [f'{path}:1: the first row must name the columns, "text" among them']


def test_a_row_of_parquet_holds_an_article(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    path = tmp_path / "news.parquet"
    columns = {
        "id": [7, 8, None],
        "text": [NEWS, None, NEWS],
        "date": [datetime.date(2026, 1, 2)] * 3,
        "desk": ["x"] * 3,
    }
    parquet.write_table(pyarrow.table(columns), path)
    first, second, third = read(path)
    assert first == Article(id="7", text=NEWS, date="2026-01-02", source=f"{path}:1")
    assert str(second) == f'{path}:2: the key "text" is missing'
    assert isinstance(third, Article)
    assert third.id == "news"


def test_a_broken_parquet_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    path.write_bytes(b"PAR1" + os.urandom(100))
    (reason,) = reasons(read(path))
    assert reason.startswith(f"{path}: cannot be read as Parquet")


def test_the_meter_counts_the_bytes_of_all_files(folder: Path) -> None:
    meter = Meter()
    read(folder, meter=meter)
    assert meter.position == sum(identify(place).bytes for place in find_files(str(folder)))


def test_a_window_closes_early_where_its_pages_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page counts half of its bytes."""
    monkeypatch.setattr(windows, "MAX_CHARACTERS", 100)
    entries = [Page(id=str(n), data=b"x" * size, source=str(n)) for n, size in enumerate([20, 200, 20, 20])]
    assert [[entry.where for entry in window] for window in cut_windows(entries, 3)] == [["0", "1"], ["2", "3"]]


def test_a_window_closes_early_where_its_texts_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "MAX_CHARACTERS", 100)
    entries = [Article(id=str(n), text="x" * size) for n, size in enumerate([10, 95, 10, 10, 500, 10])]
    cut = [[entry.where for entry in window] for window in cut_windows(entries, 3)]
    assert cut == [["0", "1"], ["2", "3", "4"], ["5"]]
