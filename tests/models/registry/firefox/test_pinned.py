"""The release that is pinned by hash: taken when the records cannot be had, and told from others."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from click.testing import CliRunner

from mujaz.cli.main import cli
from mujaz.engines.base import GenerationOptions
from mujaz.engines.firefox_files import SOURCE, TARGET
from mujaz.errors import ModelError
from mujaz.models.bundle import Bundle, user_folder
from mujaz.models.registry import transfer
from mujaz.models.registry.firefox import pinned
from mujaz.models.registry.firefox.pinned import COMMIT, FILES_VARIABLE, describe_pinned
from mujaz.models.registry.listing import check_upstream
from mujaz.models.registry.orders import order_pull
from mujaz.models.registry.pull import pull
from mujaz.models.registry.terms import Listener
from tests.firefox_model import SENTENCES, read_file
from tests.firefox_site import FILES, Faults, FirefoxSite
from tests.models.registry.firefox.conftest import NAME

DIFFERENT = "another release than the pinned one, whose scores are published; it was taken by the hashes of its own"


def test_when_the_records_do_not_answer_the_pinned_release_is_taken(
    second: FirefoxSite, listener: Listener, said: list[str], firefox_bundle: Bundle
) -> None:
    bundle = pull(order_pull("firefox"), listener)
    assert (bundle.manifest.source.revision, bundle.manifest.training) == (COMMIT, {"architecture": "base-memory"})
    assert said[0] == "127.0.0.1 is busy or out of order (503); try again later; taking the pinned release instead"
    assert not any(DIFFERENT in words for words in said)
    options = GenerationOptions()
    here, origin = bundle.engine(), firefox_bundle.engine()
    assert here.generate(SENTENCES, options) == origin.generate(SENTENCES, options)
    assert CliRunner().invoke(cli, ["models", "verify", NAME]).stderr == ""
    assert check_upstream(bundle.manifest.source) is None


def test_so_it_is_when_they_have_no_such_pair(second: FirefoxSite, listener: Listener, said: list[str]) -> None:
    second.faults = Faults()
    second.records.clear()
    assert pull(order_pull(NAME), listener).manifest.source.revision == COMMIT
    assert said[0].startswith("Firefox has no released model from ar to en")


def test_a_vocabulary_for_each_side_is_pinned_as_well(
    second: FirefoxSite, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides = [second.add_file(kind, read_file(SOURCE)) for kind in ("srcvocab", "trgvocab")]
    monkeypatch.setattr(pinned, "PINNED_FILES", (*pinned.PINNED_FILES[:2], *sides))
    files = pull(order_pull(NAME), listener).manifest.files
    assert files[SOURCE] == files[TARGET] == hashlib.sha256(read_file(SOURCE)).hexdigest()


def test_a_transfer_that_broke_off_goes_on_where_it_was(second: FirefoxSite, listener: Listener) -> None:
    second.faults = Faults(records_status=404, cut=(100_000, 1000))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(transfer, "_receive_patiently", transfer._receive)
        with pytest.raises(ModelError, match=r"refuses with 404; .*; the transfer from 127\.0\.0\.1 broke off"):
            pull(order_pull(NAME), listener)
    second.faults = Faults(records_status=404)
    pull(order_pull(NAME), listener)
    assert [(path, span) for path, span in second.requests if span] == [(f"{FILES}model.gz", "bytes=100000-")]


def pin(site: FirefoxSite, place: int, packed: bytes, **changes: Any) -> None:
    """Serve other bytes in the place of a pinned file, with their own size and hash."""
    files = list(pinned.PINNED_FILES)
    site.files[files[place].url] = packed
    digest = hashlib.sha256(packed).hexdigest()
    files[place] = replace(files[place], size=len(packed), digest=digest, **changes)
    pinned.PINNED_FILES = tuple(files)


def bomb(size: int) -> bytes:
    return gzip.compress(bytes(size))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda s: s.files.clear(), "127.0.0.1 refuses with 404"),
        (lambda s: s.files.update(dict.fromkeys(s.files, b"short")), "sent only 5 of the"),
        (lambda s: s.files.update({n: b"x" * len(data) for n, data in s.files.items()}), "its hash differs"),
        (lambda s: pin(s, 1, b"no gzip at all"), "lex.gz of Firefox's model cannot be unpacked"),
        (lambda s: pin(s, 1, gzip.compress(b"lex")[:-4]), "lex.gz of Firefox's model cannot be unpacked"),
        (lambda s: pin(s, 1, bomb(20_000_000)), "lex.gz of Firefox's model does not unpack to the published file"),
        (lambda s: pin(s, 0, bomb(20_000_000)), "model.gz of Firefox's model does not unpack to the published file"),
        (lambda s: pin(s, 0, gzip.compress(b"another")), "model.gz of Firefox's model does not unpack to the publ"),
        (
            lambda s: pin(s, 0, bomb(9), unpacked_size=9, unpacked_digest=""),
            "model.bin is not firefox as this version of",
        ),
    ],
)
def test_files_that_are_not_the_pinned_ones_are_refused_in_one_line(
    second: FirefoxSite,
    listener: Listener,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[FirefoxSite], None],
    message: str,
) -> None:
    monkeypatch.setattr("mujaz.models.registry.firefox.unpacking.MAX_UNPACKED_BYTES", 18_000_000)
    monkeypatch.setattr(pinned, "PINNED_FILES", pinned.PINNED_FILES)
    digest = hashlib.sha256(b"small").hexdigest()
    pin(second, 0, gzip.compress(b"small"), unpacked_size=5, unpacked_digest=digest)
    damage(second)
    with pytest.raises(ModelError, match=message) as caught:
        pull(order_pull(NAME), listener)
    assert "\n" not in str(caught.value)
    assert not user_folder().exists()


def test_another_release_is_taken_by_its_own_hashes_and_pull_and_verify_say_so(
    site: FirefoxSite, listener: Listener, said: list[str]
) -> None:
    bundle = pull(order_pull(NAME), listener)
    expected = f"{NAME}: version 3.0, architecture base-memory: {DIFFERENT} record"
    assert said[-1] == expected
    verified = CliRunner().invoke(cli, ["models", "verify", NAME])
    assert (verified.stdout, verified.stderr) == (f"{NAME}\tok\t{bundle.digest}\n", f"{expected}\n")


def test_the_hash_that_mozilla_publishes_is_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FILES_VARIABLE, raising=False)
    model, *others = describe_pinned().files
    assert model.unpacked_digest == "7b7af0282dc5f4d8805b9a298c2fa828967e3f09ca10f1942ebeea0b2cfc12fa"
    assert (model.size, model.unpacked_size) == (23_224_456, 31_561_787)
    assert [file.kind for file in others] == ["lex", "vocab"]
    assert model.url.startswith("https://media.githubusercontent.com/media/mozilla/firefox-translations-models/")
