"""Reading runs and references."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from mujaz.errors import InputError
from mujaz.eval.inputs.read import read_references, read_run
from mujaz.eval.inputs.runs import Output
from mujaz.types import Brief, BriefArticle, Bullet

BRIEF = Brief(
    article=BriefArticle(id="a"),
    bullets=(Bullet(ar="وصل الوفد", en="The delegation arrived"), Bullet(ar="غادر السفير", en="The ambassador left")),
)


def written(path: Path, *entries: object) -> Path:
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return path


TOO_MANY = r"r\.jsonl:2: not a brief: more than 100,000 values in it"


def test_bullets_of_a_brief_become_lines(tmp_path: Path) -> None:
    (tmp_path / "new.jsonl").write_text(BRIEF.to_json() + "\n", encoding="utf-8")
    run = read_run(tmp_path / "new.jsonl")
    assert run.name == "new"
    expected = Output("وصل الوفد\nغادر السفير", "The delegation arrived\nThe ambassador left", BRIEF)
    assert run.outputs == {"a": expected}


def test_a_brief_without_english_has_none_rather_than_an_empty_one(tmp_path: Path) -> None:
    brief = BRIEF.model_copy(update={"bullets": (Bullet(ar="وصل الوفد"),)})
    (tmp_path / "new.jsonl").write_text(brief.to_json(), encoding="utf-8")
    assert read_run(tmp_path / "new.jsonl").outputs["a"].en is None


@pytest.mark.parametrize("wrapped", ["{}", "[{}]"])
def test_a_json_file_holds_one_brief_or_several(tmp_path: Path, wrapped: str) -> None:
    (tmp_path / "new.json").write_text(wrapped.replace("{}", BRIEF.to_json(indent=1)), encoding="utf-8")
    assert list(read_run(tmp_path / "new.json").outputs) == ["a"]


def test_plain_summaries_may_lack_a_language(tmp_path: Path) -> None:
    path = written(tmp_path / "r.jsonl", {"id": "a", "summary": "وصل"}, {"id": 7, "summary_en": "He came"})
    assert read_run(path).outputs == {"a": Output("وصل", None), "7": Output(None, "He came")}


def test_references_may_be_a_string_a_list_or_missing_and_need_no_text(tmp_path: Path) -> None:
    one, several, none = read_references(
        written(
            tmp_path / "refs.jsonl",
            {"id": "a", "summary": "وصل\nغادر", "summary_en": "He came"},
            {"id": "b", "summary": ["وصل", " ", "غادر"], "text": "نص"},
            {"id": "c", "title": "عنوان"},
        )
    )
    assert (one.references, one.references_en) == (("وصل\nغادر",), ("He came",))
    assert (several.references, several.text) == (("وصل", "غادر"), "نص")
    assert (none.references, none.references_en, none.text) == ((), (), "")


def test_gzipped_files_and_blank_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "refs.test.jsonl.gz"
    path.write_bytes(gzip.compress('\n{"id": "a", "summary": "وصل"}\n\n'.encode()))
    assert read_references(path)[0].id == "a"
    assert read_run(path).name == "refs.test"


def test_what_is_no_json_is_named_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text('[\n{"id": "a"},\n{"id" "b"}\n]\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"r\.json:3: not valid JSON: Expecting ':' delimiter, column 7$"):
        read_run(tmp_path / "r.json")


def test_runs_and_references_in_utf16_are_read(tmp_path: Path) -> None:
    path = tmp_path / "refs.jsonl"
    path.write_text('{"id": "a", "summary": "وصل"}\n{"id": "b", "summary": "غادر"}\n', encoding="utf-16")
    assert [article.references for article in read_references(path)] == [("وصل",), ("غادر",)]
    assert {key: output.ar for key, output in read_run(path).outputs.items()} == {"a": "وصل", "b": "غادر"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "b"', r"r\.jsonl:2: not valid JSON"),
        ('["b"]', r"r\.jsonl:2: not a JSON object"),
        ('{"summary": "x"}', r'r\.jsonl:2: the key "id" is missing'),
        ('{"id": "a", "summary": "x"}', r"r\.jsonl:2: the id 'a' was given before"),
        ('{"id": "b", "summary": ["x"]}', r'r\.jsonl:2: the key "summary" must hold a string'),
        ('{"id": "b", "text": "x"}', r"r\.jsonl:2: neither a brief nor a summary"),
        ('{"id": "b", "bullets": []}', r"r\.jsonl:2: not a brief: article: Field required"),
        ("[" * 100_000, r"r\.jsonl:2: not valid JSON"),
        *((f'{{"bullets": [{x}' + f",{x}" * 100_000 + "]}", TOO_MANY) for x in ("{}", "[]", "1", '"x"', '{"ar": "x"}')),
        ('{"bullets": [{"ar": "x", "evidence": [{}' + ",{}" * 100_000 + "]}]}", TOO_MANY),
        (
            '{"bullets": [' + "{}," * 1_000_000 + "{}]}",
            r"r\.jsonl:2: more than 1,000,000 objects, lists and keys in it",
        ),
        (
            '{"bullets": [' + "[], " * 1_000_000 + "{}]}",
            r"r\.jsonl:2: more than 1,000,000 objects, lists and keys in it",
        ),
    ],
)
def test_a_malformed_line_of_a_run_is_named_with_its_number(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "r.jsonl").write_text(f'{{"id": "a", "summary": "وصل"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_run(tmp_path / "r.jsonl")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"summary": "x"}', r'r\.jsonl:2: the key "id" is missing'),
        ('{"id": "a", "summary": "x"}', r"r\.jsonl:2: the id 'a' was given before"),
        ('{"id": "b", "summary": 5}', r'r\.jsonl:2: the key "summary" must hold a string or a list of strings'),
        ('{"id": "b", "summary": "\\ud800"}', r"r\.jsonl:2: "),
    ],
)
def test_a_malformed_line_of_references_is_named_with_its_number(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "r.jsonl").write_text(f'{{"id": "a", "summary": "وصل"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_references(tmp_path / "r.jsonl")


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl: no such file"):
        read_run(tmp_path / "none.jsonl")


def test_an_endless_line_is_named_and_not_read_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("mujaz.files.formats.base.MAX_BYTES", 60)
    path = tmp_path / "run.jsonl"
    path.write_text('{"id": "a", "summary": "x"}\n{"id": "b", "summary": "' + "x" * 500 + '"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"run\.jsonl:2: line larger than"):
        read_run(path)


@pytest.mark.parametrize("key", ["id", "summary", "summary_en"])
def test_half_a_surrogate_pair_in_a_run_is_refused(tmp_path: Path, key: str) -> None:
    entry = {"id": "a", "summary": "وصل الوفد", "summary_en": "They came", key: "\udabc x"}
    for name in ("run.jsonl", "run.json"):
        with pytest.raises(InputError, match="half of a surrogate pair") as refused:
            read_run(written(tmp_path / name, entry))
        assert refused.value.exit_code == 2


def test_half_a_surrogate_pair_in_a_brief_is_refused(tmp_path: Path) -> None:
    broken = json.loads(BRIEF.to_json())
    broken["bullets"][0]["en"] = "The \ud801 delegation"
    with pytest.raises(InputError, match="half of a surrogate pair"):
        read_run(written(tmp_path / "run.jsonl", broken))
