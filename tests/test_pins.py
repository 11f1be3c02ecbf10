"""The pinned packages are those of the base install, with hashes, and their licences are listed."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires, version
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PINNED = re.compile(r"^([\w.-]+)==(\S+)((?: ;[^\\\n]*)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def base() -> dict[str, str]:
    return {name: number for name, number, _ in PINNED.findall(read("constraints-base.txt"))}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture
def licences(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import licences

    return licences


def reached(requirements: list[Requirement]) -> set[str]:
    """The names of what these packages bring here, with all that those bring."""
    names: set[str] = set()
    todo = [(one, frozenset(one.extras)) for one in requirements]
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        requirement, extras = todo.pop()
        name = canonicalize_name(requirement.name)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        names.add(name)
        for inner in map(Requirement, requires(name) or ()):
            environments = [{"extra": extra} for extra in extras] or [{"extra": ""}]
            if inner.marker is None or any(inner.marker.evaluate(environment) for environment in environments):
                todo.append((inner, frozenset(inner.extras)))
    return names


def test_every_pinned_package_has_a_hash() -> None:
    assert len(base()) == len(re.findall(r"==", read("constraints-base.txt"))) > 30


def test_all_that_the_base_install_brings_is_pinned() -> None:
    assert reached([Requirement(line) for line in PROJECT["dependencies"]]) - set(base()) == set()


def test_the_pins_keep_the_bounds_and_are_those_of_ci() -> None:
    for requirement in map(Requirement, PROJECT["dependencies"]):
        assert requirement.specifier.contains(base()[canonicalize_name(requirement.name)])
    of_ci = dict(line.split("==") for line in read("constraints.txt").splitlines() if "==" in line)
    both = {canonicalize_name(name): number for name, number in of_ci.items() if canonicalize_name(name) in base()}
    assert len(both) == len(PROJECT["dependencies"])
    assert {name: base()[name] for name in both} == both


def test_versions_with_published_faults_are_not_allowed() -> None:
    allowed = {one.name: one.specifier for one in map(Requirement, PROJECT["dependencies"])}
    for name, number in (("sentencepiece", "0.2.0"), ("filelock", "3.20.2"), ("Jinja2", "3.1.5")):
        assert not allowed[name].contains(number)


def test_the_table_of_licences_says_what_the_packages_say(licences: ModuleType) -> None:
    page = read("docs/licences.md")
    assert re.findall(r"^\| ([\w.-]+) \| [^|]+ \|$", page, re.MULTILINE) == ["package", "---", *base()]
    for name, number in base().items():
        try:
            here = version(name)
        except PackageNotFoundError:  # of another platform
            continue
        if here == number:
            assert licences.row(name) in page


def test_nothing_of_the_base_install_is_under_the_gpl_alone() -> None:
    rows = re.findall(r"^\| ([\w.-]+) \| ([^|]+) \|$", read("docs/licences.md"), re.MULTILINE)
    assert [name for name, words in rows if "GPL" in words and "MPL-1.1 OR" not in words] == []


def test_what_does_not_belong_to_the_base_is_not_pinned() -> None:
    assert base().keys() & {"torch", "transformers", "python-bidi", "ray", "pyarrow", "pytest"} == set()
