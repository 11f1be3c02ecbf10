"""Pulling a model from the hub: agree to its licence, fetch it, convert it, install the bundle."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from mujaz.engines.checkpoint import read_settings
from mujaz.errors import BundleError, InputError, MissingExtraError, ModelError, OutputError
from mujaz.models.bundle import Bundle, open_bundle
from mujaz.models.manifest import Manifest
from mujaz.models.registry.catalogue import find_standard
from mujaz.models.registry.conversion import CONVERSION_SHARE, convert
from mujaz.models.registry.firefox.pull import pull_firefox
from mujaz.models.registry.hub import COMMIT, Hub, Snapshot, UnreachableError, choose_files, choose_weights
from mujaz.models.registry.orders import Order
from mujaz.models.registry.store import (
    empty_folder,
    find_manifest,
    lock_bundle,
    move_folder,
    require_free_name,
    require_name,
)
from mujaz.models.registry.terms import Listener, find_terms, require_acceptance
from mujaz.models.registry.transfer import (
    ask_for_snapshot,
    count_missing_bytes,
    fetch_files,
    on_one_disk,
    report_write_errors,
    require_room,
)


def pull(order: Order, listener: Listener, *, again: bool = False, threads: int = 0) -> Bundle:
    """Make the bundle that `order` describes, unless it is there.

    Args:
        order: From `order_pull`.
        listener: The user.
        again: Fetch and convert it even if it is there.
        threads: Of the engines that are compared; 0 uses all cores.

    Raises:
        ModelError: The terms are not agreed to, the model cannot be had or converted, or an extra is missing.
        OutputError: The disk is full, or cannot be written to.
    """
    require_free_name(order.name)
    with lock_bundle(order.name, listener.waiting) as work:
        if not again and (bundle := _open_whole(order, listener)):
            listener.say(f"{order.name} is there already{_describe_difference(order, bundle.manifest)}")
            commit = bundle.manifest.source.revision
            if COMMIT.fullmatch(commit) and not COMMIT.fullmatch(order.revision):
                listener.say(f"{order.name} is of commit {commit}; --again fetches what {order.revision} is now")
            return bundle
        try:
            return _pull(order, work, listener, threads)
        except UnreachableError as exc:
            raise UnreachableError(f"{exc}; {_explain_carrying(order)}") from exc


def _explain_carrying(order: Order) -> str:
    name = order.name
    target = name if find_standard(name) else f"{order.repository}@{order.revision} --name {name}"
    return (
        f"without a network here, run `mujaz models pull {target}` and `mujaz models export {name} {name}.tar` on a "
        f"machine that has one, carry {name}.tar here, and run `mujaz models import {name}.tar`"
    )


def _open_whole(order: Order, listener: Listener) -> Bundle | None:
    """Open the bundle that is there; tell of a damaged one, which is to be made again."""
    try:
        return open_bundle(order.name) if is_pulled(order) else None
    except BundleError as exc:
        listener.say(f"{order.name} is damaged and made anew ({exc.reason})")
        return None


def _describe_difference(order: Order, manifest: Manifest) -> str:
    """Say how the bundle was made, if not as `order` asks."""
    weights, trimmed = manifest.weights_type, bool(manifest.trimming)
    if order.format != "ctranslate2" or (weights == order.quantization and trimmed == order.trim):
        return ""
    return f", in {weights}, its vocabulary {'trimmed' if trimmed else 'whole'}; --again makes it anew"


def is_pulled(order: Order) -> bool:
    """Tell whether a bundle of that name was made of that repository and, if the order names a commit, of that commit.

    Raises:
        ModelError: A bundle of that name comes from elsewhere.
    """
    manifest = find_manifest(order.name)
    if manifest is None:
        return False
    source = manifest.source
    if source.repository != order.repository or manifest.format != order.format:
        raise ModelError(
            f"there is another bundle called {order.name}, of {source.repository}; remove it, or give this one another "
            "name (--name)"
        )
    return order.revision == source.revision or not COMMIT.fullmatch(order.revision)


def _pull(order: Order, work: Path, listener: Listener, threads: int) -> Bundle:
    if order.model and order.format == "firefox":
        return pull_firefox(order.name, order.model, work, listener)
    if order.model and order.model.archive and order.format == "ctranslate2" and not has_converter():
        from mujaz.models.registry.opus import pull_archive  # CTranslate2's converters load torch if it is there

        return pull_archive(order.name, order.model, order.model.archive, order.quantization, work, listener)
    require_converter()  # before gigabytes are fetched that could not be used
    snapshot, checkpoint = _fetch(order, work, listener, share=CONVERSION_SHARE, older=_find_commit(order))
    listener.say(f"{order.name}: converting, and comparing the result with the original")
    order = replace(order, repository=snapshot.repository, revision=snapshot.commit)
    bundle = convert(checkpoint, work, order, snapshot.licence, threads)
    empty_folder(work)
    return bundle


def fetch_checkpoint(order: Order, folder: Path, listener: Listener) -> Snapshot:
    """Bring a checkpoint into `folder` as it is, to train it further or to convert it later.

    Args:
        order: From `order_pull`; only its repository and revision count.
        folder: Must not exist; it is made when everything is there.
        listener: The user.

    Raises:
        ModelError: The terms are not agreed to, or the checkpoint cannot be had.
        OutputError: The folder exists, or the disk is full or cannot be written to.
    """
    require_name(order.name)
    if order.format == "firefox":
        raise InputError(f"{order.name} has no checkpoint that could be trained further; pull it without --checkpoint")
    if folder.exists():
        raise OutputError(f"{folder} exists; give another folder, or remove it")
    with lock_bundle(order.name, listener.waiting) as work:
        snapshot, checkpoint = _fetch(order, work, listener, share=0, target=folder.absolute())
        with report_write_errors(folder):
            move_folder(checkpoint, folder.absolute())
        empty_folder(work)
    return snapshot


def _find_commit(order: Order) -> str:
    """Find the commit of the bundle that is to be replaced; empty if no such bundle can be read."""
    try:
        manifest = find_manifest(order.name)
    except BundleError:
        return ""
    return manifest.source.revision if manifest else ""


def _fetch(
    order: Order, work: Path, listener: Listener, *, share: int, older: str = "", target: Path | None = None
) -> tuple[Snapshot, Path]:
    """Fetch the checkpoint into the work folder.

    Args:
        order: Its repository and revision.
        work: The work folder, which is held.
        listener: The user.
        share: Room that must be left afterwards, in sizes of its weights.
        older: The commit of the bundle that it is to replace.
        target: The folder that it is moved to afterwards; None if it stays.
    """
    hub = Hub()
    snapshot = ask_for_snapshot(hub, order.repository, order.revision)
    require_acceptance(find_terms(order.model, snapshot), listener)
    files = choose_files(snapshot)
    checkpoint = work / snapshot.commit
    empty_folder(work, checkpoint)  # an interrupted pull of this commit is continued, other leftovers are not
    weights = sum(file.size for file in choose_weights(snapshot))
    total = sum(file.size for file in files)
    require_room(work, count_missing_bytes(files, checkpoint) + share * weights)
    if target and not on_one_disk(work, target):
        require_room(target, total, "give a folder on another disk")
    if older and older != snapshot.commit:
        listener.say(f"{order.name}: {order.revision} is another commit now than {older}, which was pulled")
    listener.say(f"{order.name}: {total / 1e6:,.1f} MB of {snapshot.repository} at {snapshot.commit}")
    fetch_files(hub, snapshot, files[:1], checkpoint, listener.tell)
    read_settings(checkpoint)  # another kind of model is refused before its weights are fetched
    fetch_files(hub, snapshot, files[1:], checkpoint, listener.tell)
    return snapshot, checkpoint


def has_converter() -> bool:
    """Tell whether a checkpoint can be converted, without importing torch, which takes seconds."""
    return all(find_spec(package) is not None for package in ("torch", "transformers", "safetensors"))


def require_converter() -> None:
    """Make sure that the download can be converted.

    Raises:
        MissingExtraError: The extra [torch] is not installed.
    """
    if not has_converter():
        raise MissingExtraError("pulling a model", "torch")
