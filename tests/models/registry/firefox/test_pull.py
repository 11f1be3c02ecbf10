"""Pulling one of Firefox's models by the records: whole, resumed, refused; from a stand-in with a real model in it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from backports import zstd
from click.testing import CliRunner

from mujaz.cli.main import cli
from mujaz.cli.models import pulling
from mujaz.engines.base import GenerationOptions
from mujaz.engines.firefox_files import MODEL
from mujaz.errors import InputError, ModelError
from mujaz.models.bundle import Bundle, open_bundle, user_folder
from mujaz.models.registry import transfer
from mujaz.models.registry.archive import export_bundles, import_bundles
from mujaz.models.registry.card import write_card
from mujaz.models.registry.firefox.pinned import FILES_VARIABLE
from mujaz.models.registry.firefox.records import RECORDS_VARIABLE
from mujaz.models.registry.orders import order_pull
from mujaz.models.registry.pull import fetch_checkpoint, pull
from mujaz.models.registry.store import remove
from mujaz.models.registry.terms import Listener
from mujaz.profiles import load_profile
from tests.conftest import ROOT
from tests.firefox_model import SENTENCES, read_file
from tests.firefox_site import ATTACHMENTS, RECORDS, Faults, FirefoxSite, make_record
from tests.models.registry.firefox.conftest import NAME


def test_the_model_is_pulled_whole_with_its_licence_and_does_what_it_did(
    site: FirefoxSite, listener: Listener, said: list[str], firefox_bundle: Bundle
) -> None:
    bundle = pull(order_pull("firefox"), listener)
    manifest = bundle.manifest
    assert (bundle.name, manifest.format, manifest.licence) == (NAME, "firefox", "MPL-2.0")
    assert manifest.source.revision == "3.0"
    assert [words.split(",")[0] for words in manifest.attribution] == ["Mozilla", "The Bergamot project (Horizon 2020"]
    assert "mozilla/firefox-translations-models: licence MPL-2.0" in said
    options = GenerationOptions()
    here, origin = bundle.engine(), firefox_bundle.engine()
    assert here.generate(SENTENCES, options) == origin.generate(SENTENCES, options)
    assert "MPL-2.0" in write_card(bundle)


def test_nobody_is_asked_again_once_it_is_there(site: FirefoxSite, listener: Listener, said: list[str]) -> None:
    pull(order_pull(NAME), listener)
    asked = list(site.requests)
    assert [path for path, _ in asked[:2]] == [RECORDS, "/v1/"]
    assert [path.startswith(ATTACHMENTS) for path, _ in asked[2:]] == [True] * 3
    pull(order_pull(NAME), listener)
    open_bundle(NAME).engine()
    assert site.requests == asked
    assert said[-1] == f"{NAME} is there already"


def test_it_is_carried_to_another_machine(
    site: FirefoxSite, listener: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulled = pull(order_pull(NAME), listener)
    digest = export_bundles([NAME], tmp_path / "models.tar")
    monkeypatch.setenv("MUJAZ_HOME", str(tmp_path / "other"))
    (imported,) = import_bundles(tmp_path / "models.tar", listener, sha256=digest)
    assert imported.digest == pulled.digest


def test_the_default_profile_takes_it_before_the_embedded_translator(site: FirefoxSite, listener: Listener) -> None:
    assert load_profile("auto").translator == "embedded-ar-en"
    pull(order_pull(NAME), listener)
    assert load_profile("auto").translator == NAME
    remove(NAME, listener.waiting)
    assert load_profile("auto").translator == "embedded-ar-en"


def test_an_interrupted_transfer_goes_on_at_the_byte_where_it_broke_off_and_ends_at_the_published_size(
    site: FirefoxSite, listener: Listener
) -> None:
    site.faults = Faults(cut=(100_000, 1000))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(transfer, "_receive_patiently", transfer._receive)
        with pytest.raises(ModelError, match=r"the transfer from 127\.0\.0\.1 broke off .*what has arrived is kept"):
            pull(order_pull(NAME), listener)
    assert not user_folder().exists()
    site.faults = Faults()
    site.attachments.update({location: data + b"more" for location, data in site.attachments.items()})
    pull(order_pull(NAME), listener)
    spans = [span for _, span in site.requests if span]
    assert len(spans) == 1
    assert spans[0] != "bytes=0-"


def replace_packed(site: FirefoxSite, kind: str, packed: bytes, unpacked: bytes | None = None) -> None:
    """Publish other bytes in the place of a file, with a right hash of the packed ones."""
    index = next(number for number, record in enumerate(site.records) if record["fileType"] == kind)
    old = site.records[index]
    record = make_record(kind, b"" if unpacked is None else unpacked, packed)
    if unpacked is None:
        record = {**record, **{key: old[key] for key in ("decompressedHash", "decompressedSize")}}
    site.records[index] = record
    site.attachments[record["attachment"]["location"]] = packed


def bomb() -> bytes:
    return zstd.compress(bytes(200_000_000))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda s: s.attachments.update(dict.fromkeys(s.attachments, b"short")), "sent only 5 of the"),
        (lambda s: s.attachments.update({k: b"x" * len(v) for k, v in s.attachments.items()}), "its hash differs"),
        (lambda s: s.attachments.clear(), "127.0.0.1 refuses with 404"),
        (lambda s: replace_packed(s, "vocab", b"no zstd at all"), "vocab.zst of Firefox's model cannot be unpacked"),
        (lambda s: replace_packed(s, "lex", bomb()), "does not unpack to the published file"),
        (lambda s: s.records[1].update(decompressedHash="0" * 64), "does not unpack to the published file"),
        (lambda s: s.records[1].update(decompressedSize=7), "does not unpack to the published file"),
        (lambda s: s.add("model", b"a model of something else", version="3.2"), "has no released model"),
        (lambda s: s.records.clear(), "Firefox has no released model from ar to en"),
        (lambda s: setattr(s, "faults", Faults(answer=b"<html>log in</html>")), "gives no JSON that could be read"),
        (lambda s: setattr(s, "faults", Faults(answer=b"[" * 100_000)), "gives no JSON that could be read"),
        (lambda s: setattr(s, "faults", Faults(answer=b'{"data": 7}')), "gives no list of records"),
        (lambda s: setattr(s, "faults", Faults(status=503)), "127.0.0.1 is busy or out of order .503."),
    ],
)
def test_what_cannot_be_used_is_one_line_and_nothing_is_installed(
    site: FirefoxSite, listener: Listener, damage: Any, message: str
) -> None:
    if message == "has no released model":
        site.records[:] = [record for record in site.records if record["fileType"] == "model"]
    replace_packed(site, "model", zstd.compress(b"small"), b"small")  # it is not looked at before all are unpacked
    damage(site)
    with pytest.raises(ModelError, match=message) as caught:
        pull(order_pull(NAME), listener)
    assert "\n" not in str(caught.value)
    assert not user_folder().exists()


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (lambda: read_file(MODEL)[:200_000], "not a model of Firefox that can be read: a tensor that is larger"),
        (lambda: read_file(MODEL).replace(b"decoder_l1_rnn", b"decoder_l1_aan"), "the firefox engine cannot load it"),
    ],
    ids=["cut off", "of another architecture"],
)
def test_a_model_that_cannot_be_loaded_is_not_installed(
    site: FirefoxSite, listener: Listener, model: Callable[[], bytes], message: str
) -> None:
    replace_packed(site, "model", zstd.compress(model()), model())
    with pytest.raises(ModelError, match=message) as caught:
        pull(order_pull(NAME), listener)
    assert "\n" not in str(caught.value)
    assert not user_folder().exists()


def test_a_server_that_drips_is_given_up_and_the_next_pull_goes_on(
    site: FirefoxSite, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.faults = Faults(drip=0.005)
    with monkeypatch.context() as patched:
        patched.setattr(transfer, "SPARE_SECONDS", 0.1)
        patched.setattr(transfer, "SLOWEST_RATE", 10**12)
        slow = r"^127\.0\.0\.1 is too slow: \d+ of the [\d,]+ bytes of model\.zst are here; run the same command again"
        with pytest.raises(ModelError, match=slow):
            pull(order_pull(NAME), listener)
    assert not user_folder().exists()
    site.faults = Faults()
    pull(order_pull(NAME), listener)
    (span,) = (span for _, span in site.requests if span)
    assert 0 < int(span.removeprefix("bytes=").removesuffix("-")) < 1000


def test_records_that_drip_are_given_up(site: FirefoxSite, listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mujaz.models.registry.web.ANSWER_SECONDS", 0.0)
    slow = r"^127\.0\.0\.1 is too slow: no answer within 0 s; 127\.0\.0\.1 refuses with 404"
    with pytest.raises(ModelError, match=slow):
        pull(order_pull(NAME), listener)


def test_without_a_network_the_message_says_how_a_model_is_carried(
    site: FirefoxSite, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(RECORDS_VARIABLE, "http://localhost:9" + RECORDS)
    monkeypatch.setenv(FILES_VARIABLE, "http://127.0.0.1:9/files")
    with pytest.raises(ModelError, match=r"^localhost cannot be reached .*; 127\.0\.0\.1 cannot be reached") as caught:
        pull(order_pull(NAME), listener)
    assert str(caught.value).endswith(
        "; without a network here, run `mujaz models pull firefox-ar-en` and `mujaz models export firefox-ar-en "
        "firefox-ar-en.tar` on a machine that has one, carry firefox-ar-en.tar here, and run `mujaz models import "
        "firefox-ar-en.tar`"
    )
    assert "\n" not in str(caught.value)


def test_it_has_no_checkpoint_to_train_further(site: FirefoxSite, listener: Listener, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no checkpoint that could be trained further"):
        fetch_checkpoint(order_pull(NAME), tmp_path / "checkpoint", listener)


def test_it_has_no_reference_for_the_transformers_engine() -> None:
    with pytest.raises(InputError, match="firefox-ar-en has no weights for the transformers engine"):
        order_pull(f"{NAME}-reference")


def test_torch_and_the_hub_s_client_are_not_loaded(site: FirefoxSite) -> None:
    script = """
import json, sys
from mujaz.cli.main import main
sys.argv[1:] = ["models", "pull", "firefox"]
try:
    main()
    code = 0
except SystemExit as end:
    code = end.code or 0
loaded = [name for name in ("torch", "transformers", "huggingface_hub", "httpx2") if name in sys.modules]
print(json.dumps([code, loaded]))
"""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert json.loads(done.stdout.splitlines()[-1]) == [0, []], done.stderr


def test_without_a_name_the_command_says_what_there_is_and_recommends_one() -> None:
    result = CliRunner().invoke(cli, ["models", "pull"])
    assert result.exit_code == 0
    names = [line.split("\t")[0] for line in result.stdout.splitlines()]
    assert names == ["mt5-xlsum", "opus-mt-tc-big-ar-en", "opus-mt-ar-en", NAME]
    assert "\tMPL-2.0\tby its authors: BLEU 38.3 on FLORES, COMET 86.0 on FLORES" in result.stdout
    assert result.stderr == "for English to be printed, without torch: mujaz models pull firefox\n"


@pytest.mark.parametrize(("answer", "pulled"), [("\n", [NAME]), ("firefox\n", [NAME]), ("", []), ("nothing\n", [])])
def test_on_a_terminal_it_asks_and_enter_takes_the_recommended_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str, pulled: list[str]
) -> None:
    orders: list[str] = []
    monkeypatch.setattr(pulling, "_is_on_terminal", lambda: True)
    monkeypatch.setattr(pulling, "_pull", lambda order, *_: (orders.append(order.name), tmp_path)[1])
    result = CliRunner().invoke(cli, ["models", "pull"], input=answer)
    assert (result.exit_code, orders) == (0, pulled)
    assert "\nPull [firefox]: " in result.stderr
