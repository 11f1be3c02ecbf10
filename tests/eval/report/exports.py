"""What leaves a report that is open in a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_READ = """async () => {
  const [item] = await navigator.clipboard.read();
  return Promise.all(["text/plain", "text/html"].map(async (type) => (await item.getType(type)).text()));
}"""


def exported(page: Page) -> dict[str, Any]:
    """Return what *Export verdicts* saves."""
    with page.expect_download() as download:
        page.click("#export")
    content: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return content


def copied(page: Page, box: Locator) -> tuple[str, str]:
    """Press *Copy the brief* in a box and return the clipboard's text and HTML."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    box.locator(".copy").click()
    box.locator(".copied bdi").first.wait_for()
    text, html = page.evaluate(_READ)
    return text, html
