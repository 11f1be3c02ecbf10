"""Pulling one of Firefox's models, from a stand-in that serves the real formats with a real model in it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mujaz.cli.main import cli
from mujaz.engines.base import GenerationOptions
from mujaz.engines.firefox_files import MODEL, SHORTLIST, SOURCE
from mujaz.errors import InputError, ModelError
from mujaz.models.bundle import Bundle, open_bundle, user_folder
from mujaz.models.registry import transfer
from mujaz.models.registry.archive import export_bundles, import_bundles
from mujaz.models.registry.card import write_card
from mujaz.models.registry.firefox import ADDRESS_VARIABLE, choose_release
from mujaz.models.registry.orders import order_pull
from mujaz.models.registry.pull import fetch_checkpoint, pull
from mujaz.models.registry.store import remove
from mujaz.models.registry.terms import Listener
from mujaz.profiles import load_profile
from tests.conftest import ROOT
from tests.firefox_model import SENTENCES, read_file
from tests.firefox_site import ATTACHMENTS, RECORDS, Faults, FirefoxSite, make_record

NAME = "firefox-ar-en"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def listener(said: list[str]) -> Listener:
    return Listener(accept=lambda _terms: False, say=said.append)


@pytest.fixture
def site(firefox_bundle: Bundle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FirefoxSite]:
    """A site whose model from Arabic is the Portuguese one, beside what is not to be taken."""
    monkeypatch.setenv("MUJAZ_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(transfer, "WAITS", (0.01, 0.01))
    site = FirefoxSite()
    site.add("model", read_file(MODEL))
    site.add("lex", read_file(SHORTLIST))
    site.add("vocab", read_file(SOURCE))
    site.add("model", b"alpha", version="3.1a1")
    site.add("model", b"of the next engine", version="4.0")
    site.add("model", b"worse", architecture="tiny", version="3.9")
    site.add("model", b"to Arabic", sourceLanguage="en", targetLanguage="ar", version="3.5")
    with site.running():
        monkeypatch.setenv(ADDRESS_VARIABLE, site.address + RECORDS)
        yield site


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


def test_an_interrupted_transfer_goes_on_at_the_byte_where_it_broke_off(site: FirefoxSite, listener: Listener) -> None:
    site.faults = Faults(cut=(100_000, 1000))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(transfer, "_receive_patiently", transfer._receive)
        with pytest.raises(
            ModelError, match=r"127\.0\.0\.1 cannot be reached, or broke off .*run the same command again"
        ):
            pull(order_pull(NAME), listener)
    assert not user_folder().exists()
    site.faults = Faults()
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
    from backports import zstd

    return zstd.compress(bytes(200_000_000))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda s: s.attachments.update(dict.fromkeys(s.attachments, b"short")), "sent only 5 of the"),
        (lambda s: s.attachments.update({k: b"x" * len(v) for k, v in s.attachments.items()}), "its hash differs"),
        (lambda s: s.attachments.clear(), "127.0.0.1 refuses with 404"),
        (lambda s: replace_packed(s, "vocab", b"no zstd at all"), "vocab.zst of Firefox's model cannot be unpacked"),
        (lambda s: replace_packed(s, "lex", bomb()), "does not unpack to what its record names"),
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
    damage(site)
    with pytest.raises(ModelError, match=message) as caught:
        pull(order_pull(NAME), listener)
    assert "\n" not in str(caught.value)
    assert not user_folder().exists()


def test_a_model_that_cannot_be_loaded_is_not_installed(site: FirefoxSite, listener: Listener) -> None:
    from backports import zstd

    model = read_file(MODEL)[:200_000]
    replace_packed(site, "model", zstd.compress(model), model)
    with pytest.raises(ModelError, match="not a model of Firefox that can be read"):
        pull(order_pull(NAME), listener)
    assert not user_folder().exists()


def test_without_a_network_the_message_says_how_a_model_is_carried(
    site: FirefoxSite, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS_VARIABLE, "http://127.0.0.1:9" + RECORDS)
    with pytest.raises(ModelError, match=r"`mujaz models import` takes what `mujaz models export` wrote elsewhere"):
        pull(order_pull(NAME), listener)


def test_it_has_no_checkpoint_to_train_further(site: FirefoxSite, listener: Listener, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no checkpoint that could be trained further"):
        fetch_checkpoint(order_pull(NAME), tmp_path / "checkpoint", listener)


def test_it_has_no_reference_for_the_transformers_engine() -> None:
    with pytest.raises(InputError, match="firefox-ar-en has no weights for the transformers engine"):
        order_pull(f"{NAME}-reference")


def records(*versions: tuple[str, str]) -> list[dict[str, Any]]:
    return [
        make_record(kind, b"x", b"y", architecture=architecture, version=version)
        for architecture, version in versions
        for kind in ("model", "vocab", "lex")
    ]


def test_the_newest_release_of_the_best_architecture_is_chosen() -> None:
    offered = records(("tiny", "3.9"), ("base-memory", "3.2"), ("base-memory", "3.10"), ("base-memory", "3.11a2"))
    release = choose_release(offered, "ar", "en")
    assert (release.architecture, release.version) == ("base-memory", "3.10")
    release = choose_release([*offered, *records(("base", "3.0"), ("base", "4.0"))], "ar", "en")
    assert (release.architecture, release.version) == ("base", "3.0")


def test_a_vocabulary_for_each_side_is_as_good_as_one_for_both() -> None:
    split = [make_record(kind, b"x", b"y") for kind in ("model", "srcvocab", "trgvocab")]
    assert set(choose_release(split, "ar", "en").records) == {"model", "srcvocab", "trgvocab"}
    with pytest.raises(ModelError, match="no released model"):
        choose_release(split[:2], "ar", "en")


def test_records_without_hashes_or_with_sizes_beyond_bounds_are_not_taken() -> None:
    for change in ({"decompressedHash": None}, {"decompressedSize": 10**12}, {"attachment": {}}, {"fileType": []}):
        with pytest.raises(ModelError, match="no released model"):
            choose_release([{**record, **change} for record in records(("base", "3.0"))], "ar", "en")


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
