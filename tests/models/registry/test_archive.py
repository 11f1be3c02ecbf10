"""Carrying bundles in one file: what was exported arrives, and nothing in an archive is trusted."""

from __future__ import annotations

import io
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mujaz.errors import BundleError, InputError, ModelError, OutputError
from mujaz.models import Bundle, open_bundle
from mujaz.models.bundle import hash_file, list_bundles
from mujaz.models.registry.archive import BoundedReader, export_bundles, import_bundles
from mujaz.models.registry.store import remove
from mujaz.models.registry.terms import Listener
from tests.models.registry.conftest import hashes

Change = Callable[[tarfile.TarInfo], None]

QUIET = Listener(accept=lambda _terms: False)


@pytest.fixture
def pulled(home: Path, marian_bundle: Bundle) -> Path:
    """A bundle called tiny that is there."""
    return Path(shutil.copytree(marian_bundle.path, home / "bundles" / "tiny"))


@pytest.fixture
def archive(pulled: Path, tmp_path: Path) -> Path:
    """The archive of it; it is not there any more."""
    export_bundles(["tiny"], tmp_path / "tiny.tar")
    shutil.rmtree(pulled)
    return tmp_path / "tiny.tar"


def crafted(path: Path, *members: tarfile.TarInfo, data: bytes = b"{}") -> Path:
    with tarfile.open(path, "w") as archive:
        for member in members:
            member.size = len(data) if member.isreg() else 0
            archive.addfile(member, io.BytesIO(data) if member.isreg() else None)
    return path


def member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, target
    return made


def test_what_was_exported_arrives(archive: Path, home: Path, marian_bundle: Bundle) -> None:
    (bundle,) = import_bundles(archive, QUIET)
    assert bundle.path == home / "bundles" / "tiny"
    assert bundle.digest == marian_bundle.digest
    assert hashes(bundle.path) == hashes(marian_bundle.path)
    assert open_bundle("tiny").name == "tiny-marian"


def test_equal_bundles_make_equal_archives(pulled: Path, tmp_path: Path) -> None:
    first = export_bundles(["tiny"], tmp_path / "first.tar")
    (pulled / "config.json").touch()
    assert export_bundles(["tiny"], tmp_path / "second.tar") == first == hash_file(tmp_path / "first.tar")


def test_several_bundles_go_into_one_archive(pulled: Path, tmp_path: Path) -> None:
    shutil.copytree(pulled, pulled.with_name("other"))
    export_bundles(["tiny", "other"], tmp_path / "both.tar")
    for name in ("tiny", "other"):
        remove(name, lambda _name: None)
    assert [bundle.path.name for bundle in import_bundles(tmp_path / "both.tar", QUIET)] == ["other", "tiny"]


@pytest.mark.parametrize("rest", [b"", bytes(range(100)), b"\xff" * 2048], ids=["no header", "half a header", "noise"])
def test_an_archive_that_breaks_off_between_two_bundles_is_refused_as_a_whole(
    rest: bytes, pulled: Path, tmp_path: Path
) -> None:
    shutil.copytree(pulled, pulled.with_name("other"))
    export_bundles(["tiny", "other"], tmp_path / "both.tar")
    for name in ("tiny", "other"):
        remove(name, lambda _name: None)
    with tarfile.open(tmp_path / "both.tar") as archive:
        size = next(one.offset for one in archive if one.name.startswith("tiny/"))
    (tmp_path / "cut.tar").write_bytes((tmp_path / "both.tar").read_bytes()[:size] + rest)
    with pytest.raises(BundleError, match="no archive of bundles, or not all of it"):
        import_bundles(tmp_path / "cut.tar", QUIET)
    assert list_bundles() == ["embedded-ar-en"]


def test_a_damaged_bundle_is_not_exported(pulled: Path, tmp_path: Path) -> None:
    (pulled / "model.bin").write_bytes(b"")
    with pytest.raises(BundleError, match=r"model\.bin is not the file that the manifest names"):
        export_bundles(["tiny"], tmp_path / "tiny.tar")
    assert list(tmp_path.glob("*.tar*")) == []


def test_an_archive_that_cannot_be_written_leaves_nothing(pulled: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        export_bundles(["tiny"], tmp_path / "no" / "tiny.tar")


def test_the_digest_that_export_told_is_compared(archive: Path, home: Path) -> None:
    import_bundles(archive, QUIET, sha256=hash_file(archive).upper())
    with pytest.raises(InputError, match="is not the archive with this hash"):
        import_bundles(archive, QUIET, sha256=64 * "0")


def test_a_bundle_that_is_there_stays_and_another_of_its_name_is_asked_for(
    archive: Path, home: Path, mt5_bundle: Bundle
) -> None:
    import_bundles(archive, QUIET)
    heard: list[str] = []
    import_bundles(archive, Listener(accept=lambda _terms: False, say=heard.append))
    assert heard == ["tiny is there already"]
    shutil.rmtree(home / "bundles" / "tiny")
    shutil.copytree(mt5_bundle.path, home / "bundles" / "tiny")
    with pytest.raises(BundleError, match="there is another bundle of this name; remove it, or import with --again"):
        import_bundles(archive, QUIET)
    assert open_bundle("tiny").name == "tiny-mt5"
    import_bundles(archive, QUIET, again=True)
    assert open_bundle("tiny").name == "tiny-marian"


@pytest.mark.parametrize(
    "unsafe",
    [
        member("../escaped/config.json"),
        member("/etc/cron.d/mujaz"),
        member("tiny/../../escaped"),
        member("tiny/deeper/config.json"),
        member("config.json"),
        member("tiny/.hidden"),
        member("tiny\\config.json"),
        member("tiny/config.json", tarfile.SYMTYPE, "/etc/passwd"),
        member("tiny/config.json", tarfile.LNKTYPE, "/etc/passwd"),
        member("tiny", tarfile.DIRTYPE),
        member("tiny/fifo", tarfile.FIFOTYPE),
        member("tiny/device", tarfile.CHRTYPE),
    ],
    ids=lambda one: f"{one.name} {one.type.decode()}",
)
def test_a_member_that_is_no_plain_file_of_a_bundle_is_refused(
    unsafe: tarfile.TarInfo, home: Path, tmp_path: Path
) -> None:
    path = crafted(tmp_path / "unsafe.tar", unsafe)
    before = {entry for entry in tmp_path.rglob("*") if home not in entry.parents and entry != home}
    with pytest.raises(BundleError, match="is refused"):
        import_bundles(path, QUIET)
    assert {entry for entry in tmp_path.rglob("*") if home not in entry.parents and entry != home} == before
    assert list_bundles() == ["embedded-ar-en"]


def test_a_file_that_comes_twice_is_refused(home: Path, tmp_path: Path) -> None:
    twice = crafted(tmp_path / "twice.tar", member("tiny/config.json"), member("tiny/config.json"))
    with pytest.raises(BundleError, match="is refused"):
        import_bundles(twice, QUIET)


def test_a_file_that_no_bundle_has_is_refused(archive: Path, home: Path) -> None:
    with tarfile.open(archive, "a") as opened:
        extra = member("tiny/run.py")
        extra.size = 2
        opened.addfile(extra, io.BytesIO(b"{}"))
    with pytest.raises(BundleError, match=r"run\.py is not in the manifest"):
        import_bundles(archive, QUIET)
    assert list_bundles() == ["embedded-ar-en"]


def test_the_name_of_an_embedded_bundle_is_refused(home: Path, tmp_path: Path) -> None:
    path = crafted(tmp_path / "taken.tar", member("embedded-ar-en/manifest.json"))
    with pytest.raises(BundleError, match="the name of an embedded bundle"):
        import_bundles(path, QUIET)


@pytest.mark.parametrize("size", [0, 100, 20_000, -80_000])
def test_an_archive_that_breaks_off_is_refused_and_leaves_nothing(size: int, archive: Path, home: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:size])
    with pytest.raises(BundleError, match=r"copy it again|no bundles|is missing|no manifest\.json"):
        import_bundles(archive, QUIET)
    assert list_bundles() == ["embedded-ar-en"]
    assert not (home / "unfinished" / ".import").exists()


def test_a_byte_that_was_changed_on_the_way_is_noticed(archive: Path, home: Path) -> None:
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 1
    archive.write_bytes(data)
    with pytest.raises(BundleError, match="SHA-256 differs"):
        import_bundles(archive, QUIET)
    assert list_bundles() == ["embedded-ar-en"]


def test_a_file_that_is_no_archive_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(b"PK" + bytes(5000))
    with pytest.raises(BundleError, match="no archive of bundles"):
        import_bundles(tmp_path / "x.tar", QUIET)
    with pytest.raises(InputError, match="no such file"):
        import_bundles(tmp_path / "y.tar", QUIET)


def test_an_archive_of_endless_files_is_refused(home: Path, tmp_path: Path) -> None:
    many = crafted(tmp_path / "many.tar", *(member(f"tiny/{number}") for number in range(1001)), data=b"")
    with pytest.raises(BundleError, match="more than 1000 files"):
        import_bundles(many, QUIET)


def test_a_header_that_claims_to_be_huge_is_not_read(home: Path, tmp_path: Path) -> None:
    header = member("./PaxHeaders/x", tarfile.XHDTYPE)
    header.size = 3_000_000
    (tmp_path / "huge.tar").write_bytes(header.tobuf() + bytes(3_000_320))
    with pytest.raises(BundleError, match=r"a header of 3,\d+,\d+ bytes"):
        import_bundles(tmp_path / "huge.tar", QUIET)


def test_headers_within_headers_are_refused(home: Path, tmp_path: Path) -> None:
    nested = member("././@LongLink", tarfile.GNUTYPE_LONGNAME)
    nested.size = 0
    (tmp_path / "nested.tar").write_bytes(nested.tobuf(tarfile.GNU_FORMAT) * 3000)
    with pytest.raises(BundleError, match="no archive of bundles"):
        import_bundles(tmp_path / "nested.tar", QUIET)


def test_reads_of_an_archive_are_bounded() -> None:
    with pytest.raises(ValueError, match="a header of"):
        BoundedReader(io.BytesIO(b"x")).read()


def test_a_pulled_bundle_can_be_removed_and_an_embedded_one_cannot(pulled: Path, home: Path) -> None:
    assert remove("tiny", lambda _name: None) == pulled
    assert list_bundles() == ["embedded-ar-en"]
    assert [path.name for path in (home / "unfinished").iterdir()] == [".tiny.lock"]
    with pytest.raises(ModelError, match="not found; there are embedded-ar-en"):
        remove("tiny", lambda _name: None)
    with pytest.raises(BundleError, match="it is embedded, a part of Mujaz, and cannot be removed"):
        remove("embedded-ar-en", lambda _name: None)


def test_a_folder_that_has_lost_its_manifest_can_be_removed(pulled: Path) -> None:
    (pulled / "manifest.json").unlink()
    assert remove("tiny", lambda _name: None) == pulled
    assert not pulled.exists()


def test_a_bundle_may_be_named_as_another_one_s_lock_would_be(pulled: Path, home: Path, tmp_path: Path) -> None:
    shutil.copytree(pulled, pulled.with_name("tiny.lock"))
    export_bundles(["tiny", "tiny.lock"], tmp_path / "both.tar")
    for name in ("tiny", "tiny.lock"):
        remove(name, lambda _name: None)
    assert len(import_bundles(tmp_path / "both.tar", QUIET)) == 2


def test_an_embedded_bundle_is_not_exported_since_no_import_would_take_it(pulled: Path, tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="bundle embedded-ar-en: it is embedded: every installation of Mujaz has it"):
        export_bundles(["tiny", "embedded-ar-en"], tmp_path / "e.tar")
    assert not (tmp_path / "e.tar").exists()


@pytest.mark.parametrize("name", ["..", "../bundles", "/", "."])
def test_only_names_of_bundles_are_removed(name: str, pulled: Path) -> None:
    with pytest.raises(BundleError, match="not found"):
        remove(name, lambda _name: None)
    assert pulled.is_dir()


def test_an_import_mends_a_damaged_bundle(archive: Path, home: Path) -> None:
    (bundle,) = import_bundles(archive, QUIET)
    (bundle.path / "config.json").write_text("{}")
    (repaired,) = import_bundles(archive, QUIET)
    assert hashes(repaired.path) == {**repaired.manifest.files, "manifest.json": bundle.digest}


def test_a_folder_is_exported_under_its_name_wherever_one_stands(
    pulled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pulled)
    export_bundles(["."], tmp_path / "here.tar")
    with tarfile.open(tmp_path / "here.tar") as opened:
        assert {name.split("/")[0] for name in opened.getnames()} == {"tiny"}
    shutil.copytree(pulled, tmp_path / "my tiny")
    with pytest.raises(InputError, match="'my tiny' cannot be the name of a bundle"):
        export_bundles([str(tmp_path / "my tiny")], tmp_path / "mine.tar")


def test_a_bundle_named_as_if_it_were_an_older_one_is_imported_too(pulled: Path, tmp_path: Path) -> None:
    shutil.copytree(pulled, pulled.with_name("tiny.old"))
    export_bundles(["tiny", "tiny.old"], tmp_path / "both.tar")
    shutil.rmtree(pulled)
    shutil.rmtree(pulled.with_name("tiny.old"))
    imported = import_bundles(tmp_path / "both.tar", QUIET)
    assert [bundle.path.name for bundle in imported] == ["tiny", "tiny.old"]


def test_what_is_left_of_a_pull_that_was_never_finished_can_be_removed(home: Path) -> None:
    begun = home / "unfinished" / "tiny" / ("dead" + 36 * "0")
    begun.mkdir(parents=True)
    (begun / ".pytorch_model.bin.partial").touch()
    remove("tiny", lambda _name: None)
    assert not begun.parent.exists()
