"""The documents promise only what is there: links lead somewhere, commands exist and run, tables are complete."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mujaz import errors
from mujaz.cli.errors import INTERRUPTED, TERMINATED, UNEXPECTED
from mujaz.cli.main import COMMANDS, cli
from mujaz.cli.progress import SOME_FAILED
from mujaz.eval import METRICS
from mujaz.summarize import STRATEGIES
from mujaz.summarize.trimming import trim
from mujaz.text.clean import clean

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    [*ROOT.glob("*.md"), *DOCS.glob("*.md"), *DOCS.glob("findings/*.md"), *(ROOT / "benchmarks").rglob("*.md")]
)
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]

FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fences(name: str, info: str) -> list[str]:
    return [fence["body"] for fence in FENCE.finditer(read(name)) if fence["info"] == info]


def prose(name: str) -> str:
    return FENCE.sub("", read(name))


def anchors(page: Path) -> set[str]:
    headings = HEADING.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(name: str) -> list[str]:
    return [target for target in LINK.findall(prose(name)) if not leads_somewhere(target, ROOT / name)]


def leads_somewhere(target: str, page: Path) -> bool:
    if target.startswith("https://"):
        return True
    path, _, anchor = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    return file.exists() and (not anchor or anchor in anchors(file))


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its full name."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", found) for sub, found in command.commands.items())
        else:
            yield name, command


def options(command: click.Command) -> set[str]:
    names = (name for parameter in command.params for name in [*parameter.opts, *parameter.secondary_opts])
    return {name for name in names if name.startswith("--")}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_file_and_a_heading_that_exist(name: str) -> None:
    assert broken_links(name) == []


def test_a_link_to_a_missing_heading_is_found() -> None:
    assert leads_somewhere("#limits", ROOT / "README.md")
    assert not leads_somewhere("#no-such-heading", ROOT / "README.md")
    assert not leads_somewhere("docs/no-such-page.md", ROOT / "README.md")


def test_the_index_names_every_page_of_the_documentation() -> None:
    linked = set(LINK.findall(read("docs/index.md")))
    pages = {*DOCS.glob("*.md"), *DOCS.glob("findings/*.md")} - {DOCS / "index.md"}
    assert {page.relative_to(DOCS).as_posix() for page in pages} <= linked


def test_every_command_has_help_and_a_section() -> None:
    headings = HEADING.findall(prose("docs/cli.md"))
    for name, command in commands():
        assert command.help
        assert f"mujaz {name.split()[0]}" in headings
        assert f"mujaz {name}" in read("docs/cli.md")


def test_the_readme_names_every_command() -> None:
    assert [name for name in COMMANDS if f"mujaz {name}" not in read("README.md")] == []


def test_the_documented_options_are_those_that_exist() -> None:
    existing = set().union(*(options(command) for _, command in commands())) | {"--help", "--version"}
    documented = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", prose("docs/cli.md")))
    assert documented - existing == set()
    assert existing - documented == set()


@pytest.mark.parametrize("name", [name for name in NAMES if fences(name, "console run")])
def test_the_shell_commands_that_are_marked_so_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for line in "".join(fences(name, "console run")).splitlines():
        prompt, program, *arguments = shlex.split(line, comments=True)
        assert (prompt, program) == ("$", "mujaz")
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code == 0, f"{line}\n{result.output}"


@pytest.mark.parametrize("name", [name for name in NAMES if fences(name, "python run")])
def test_the_python_that_is_marked_so_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for block in fences(name, "python run"):
        exec(compile(block, name, "exec"), {})  # noqa: S102 - our own documents


@pytest.mark.parametrize("name", NAMES)
def test_all_python_in_the_documents_is_python(name: str) -> None:
    for block in fences(name, "python"):
        compile(block, name, "exec")


def test_the_exit_codes_are_those_of_the_code() -> None:
    page = read("docs/errors-and-exit-codes.md")
    classes = [found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, Exception)]
    codes = {found.exit_code for found in classes} | {0, SOME_FAILED, INTERRUPTED, TERMINATED, UNEXPECTED}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)} == codes
    assert dict(re.findall(r"(\w+Error) +exit_code (\d)", page)) == {c.__name__: str(c.exit_code) for c in classes}


def test_every_strategy_and_every_metric_is_described() -> None:
    assert [name for name in STRATEGIES if f"`{name}`" not in read("docs/bullets-and-evidence.md")] == []
    assert [name for name in METRICS if f"`{name}`" not in read("docs/evaluation.md")] == []


@pytest.mark.parametrize(
    "recipe", sorted((ROOT / "configs" / "train").glob("embedded-*.toml")), ids=lambda path: path.name
)
def test_every_source_that_trains_a_model_is_named_with_its_licence(recipe: Path) -> None:
    content = tomllib.loads(recipe.read_text(encoding="utf-8"))
    files = [source["file"] for source in content["data"]] + [content["development"]["file"]]
    rows = {row[1]: row for row in (re.split(r" *\| *", line) for line in read("docs/data.md").splitlines()) if row[1:]}
    for file in files:
        stem = re.sub(r"\.(tsv|jsonl)(\.gz)?$", "", file)
        assert f"`{stem}`" in rows, f"docs/data.md has no row for {stem}"
        assert rows[f"`{stem}`"][4]


def examples_in(name: str, heading: str) -> list[tuple[str, str]]:
    """Return the texts in «…» in two neighbouring cells of a table of a section."""
    section = re.split(r"^#", read(name).partition(f"{heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"\| «([^|…]+)» \| «([^|…]+)» \|", section)


def test_the_examples_of_cleaning_are_what_cleaning_does() -> None:
    examples = examples_in("docs/arabic-text.md", "## Cleaning")
    assert len(examples) == 6
    assert [(text, clean(text).text) for text, _ in examples] == examples


def test_the_examples_of_trimming_are_what_trimming_does() -> None:
    examples = examples_in("docs/bullets-and-evidence.md", "### What trimming takes off")
    assert len(examples) == 3
    assert [(text, trim(text)) for text, _ in examples] == examples


def test_the_readme_warns_above_the_first_output() -> None:
    readme = read("README.md")
    assert 0 < readme.lower().index("machine gist, not for publication") < readme.index("<!-- output: ")


def test_no_document_mentions_a_path_of_a_machine() -> None:
    for name in NAMES:
        assert re.search(r"(?<![\w.])/(?:work|tmp|root|home)/|\.\./shared", read(name)) is None
