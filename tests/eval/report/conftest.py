"""The report of the sample in both forms, and a real Chromium to open it in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mujaz.eval import Trials, evaluate_inputs
from mujaz.eval.report import write_briefs, write_report
from tests.conftest import skip
from tests.eval.report import sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The page to open of the single file and of the folder."""
    folder = tmp_path_factory.mktemp("reports")
    inputs = sample.inputs()
    evaluation = evaluate_inputs(inputs, trials=Trials(samples=40, shuffles=40))
    return write_report(evaluation, inputs, folder / "one.html"), write_report(evaluation, inputs, folder / "many")


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of briefs that nothing is compared with."""
    folder = tmp_path_factory.mktemp("desk")
    return write_briefs(sample.written_briefs(folder / "today.jsonl"), folder / "today.html")


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, from the npm package whose folder AXE_CORE names."""
    file = Path(os.environ.get("AXE_CORE", "")) / "axe.min.js"
    if not file.is_file():
        skip("AXE_CORE names no folder of the npm package axe-core")
    return file.read_text(encoding="utf-8")


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh profile; a test gives options for it as the fixture's parameter."""
    options: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})}
    context = browser.new_context(**options)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that must neither complain on the console nor ask for anything but files of the report."""
    found: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: found.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on("dialog", lambda dialog: found.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: found.append(request.url) if not request.url.startswith("file:") else None)
    yield page
    assert [one for one in found if not one.startswith("blob:file:")] == []


@pytest.fixture
def one(page: Page, reports: tuple[Path, Path]) -> Page:
    """The single file with scores, opened."""
    page.goto(reports[0].as_uri())
    return page
