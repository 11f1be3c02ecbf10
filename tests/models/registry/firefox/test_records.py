"""Choosing a model among the records of Remote Settings."""

from __future__ import annotations

from typing import Any

import pytest

from mujaz.errors import ModelError
from mujaz.models.registry.firefox.records import choose_records
from tests.firefox_site import make_record

KINDS = ("model", "vocab", "lex")


def make_records(*versions: tuple[str, str], **changes: Any) -> list[dict[str, Any]]:
    return [
        make_record(kind, b"x", b"y", architecture=architecture, version=version, **changes)
        for architecture, version in versions
        for kind in KINDS
    ]


def choose(offered: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(record.architecture, record.version) for record in choose_records(offered, "ar", "en")}


def test_the_newest_release_of_the_best_architecture_is_chosen() -> None:
    offered = make_records(("tiny", "3.9"), ("base-memory", "3.2"), ("base-memory", "3.10"), ("base-memory", "3.11a2"))
    assert choose(offered) == {("base-memory", "3.10")}
    assert choose([*offered, *make_records(("base", "3.0"), ("base", "4.0"))]) == {("base", "3.0")}


@pytest.mark.parametrize(
    ("audience", "chosen"),
    [
        ("env.channel == 'default' || env.channel == 'nightly'", "3.0"),
        ("env.channel == 'default' || env.channel == 'nightly' || env.channel == 'beta'", "3.0"),
        ("env.appinfo.OS != 'Android' || env.channel != 'release'", "3.1"),
        ("env.appinfo.OS == 'Android'", "3.1"),
        ("", "3.1"),
    ],
)
def test_a_model_for_those_who_try_out_a_coming_firefox_is_not_released(audience: str, chosen: str) -> None:
    offered = [*make_records(("base", "3.0")), *make_records(("base", "3.1"), filter_expression=audience)]
    assert choose(offered) == {("base", chosen)}


def test_files_for_different_audiences_are_not_mixed() -> None:
    android = make_records(("base", "3.0"), filter_expression="env.appinfo.OS == 'Android'")
    desktop = make_records(("base", "3.0"), filter_expression="env.appinfo.OS != 'Android'")
    mixed = [record for couple in zip(android, reversed(desktop), strict=True) for record in couple]
    assert len({record.audience for record in choose_records(mixed, "ar", "en")}) == 1


def test_a_vocabulary_for_each_side_is_as_good_as_one_for_both() -> None:
    split = [make_record(kind, b"x", b"y") for kind in ("model", "srcvocab", "trgvocab")]
    chosen = choose_records(split, "ar", "en")
    assert [record.file_type for record in chosen] == ["model", "srcvocab", "trgvocab"]
    with pytest.raises(ModelError, match="no released model"):
        choose_records(split[:2], "ar", "en")


@pytest.mark.parametrize(
    "change",
    [
        {"decompressedHash": None},
        {"decompressedSize": 10**12},
        {"attachment": {}},
        {"fileType": []},
        {"architecture": "large"},
        {"architecture": None},
    ],
)
def test_records_of_another_form_or_architecture_or_beyond_bounds_are_not_taken(change: dict[str, Any]) -> None:
    with pytest.raises(ModelError, match="no released model"):
        choose_records([{**record, **change} for record in make_records(("base", "3.0"))], "ar", "en")
