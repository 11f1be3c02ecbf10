"""A stand-in of Mozilla's servers with a real model in it, and an empty home for bundles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mujaz.engines.firefox_files import MODEL, SHORTLIST, SOURCE
from mujaz.models.bundle import Bundle
from mujaz.models.registry import transfer
from mujaz.models.registry.firefox import pinned
from mujaz.models.registry.firefox.pinned import FILES_VARIABLE
from mujaz.models.registry.firefox.records import RECORDS_VARIABLE
from mujaz.models.registry.terms import Listener
from tests.firefox_model import read_file
from tests.firefox_site import FILES, RECORDS, FirefoxSite

NAME = "firefox-ar-en"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def listener(said: list[str]) -> Listener:
    return Listener(accept=lambda _terms: False, say=said.append)


@pytest.fixture(scope="session")
def packed_site(firefox_bundle: Bundle) -> FirefoxSite:
    """A site whose model from Arabic is the Portuguese one, beside others that are not to be taken."""
    site = FirefoxSite()
    site.add("model", read_file(MODEL))
    site.add("lex", read_file(SHORTLIST))
    site.add("vocab", read_file(SOURCE))
    site.add("model", b"alpha", version="3.1a1")
    site.add("model", b"for those who try", version="3.1", filter_expression="env.channel == 'nightly'")
    site.add("model", b"of the next engine", version="4.0")
    site.add("model", b"worse", architecture="tiny", version="3.9")
    site.add("model", b"to Arabic", sourceLanguage="en", targetLanguage="ar", version="3.5")
    return site


@pytest.fixture
def site(packed_site: FirefoxSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FirefoxSite]:
    """The site, running, in the place of both of Mozilla's; the repository's folder is empty."""
    monkeypatch.setenv("MUJAZ_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(transfer, "WAITS", (0.01, 0.01))
    site = FirefoxSite([dict(record) for record in packed_site.records], dict(packed_site.attachments))
    with site.running():
        monkeypatch.setenv(RECORDS_VARIABLE, site.address + RECORDS)
        monkeypatch.setenv(FILES_VARIABLE, site.address + FILES)
        yield site


@pytest.fixture(scope="session")
def packed_files(firefox_bundle: Bundle) -> tuple[FirefoxSite, tuple[pinned.PackedFile, ...]]:
    """The Portuguese model in a repository's folder, and how it is pinned."""
    folder = FirefoxSite()
    model = folder.add_file("model", read_file(MODEL))
    digest = hashlib.sha256(read_file(MODEL)).hexdigest()
    model = replace(model, unpacked_size=len(read_file(MODEL)), unpacked_digest=digest)
    return folder, (model, folder.add_file("lex", read_file(SHORTLIST)), folder.add_file("vocab", read_file(SOURCE)))


@pytest.fixture
def second(
    site: FirefoxSite,
    packed_files: tuple[FirefoxSite, tuple[pinned.PackedFile, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> FirefoxSite:
    """The site with no records that can be had, and the Portuguese model pinned."""
    site.faults.records_status = 503
    folder, files = packed_files
    site.files.update(folder.files)
    monkeypatch.setattr(pinned, "PINNED_FILES", files)
    monkeypatch.setattr(pinned, "MODEL_DIGEST", files[0].unpacked_digest)
    return site
