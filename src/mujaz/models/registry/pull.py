"""From a name to a bundle that is ready: agree to the licence, fetch, convert, put in place."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from mujaz.engines.checkpoint import read_settings
from mujaz.errors import BundleError, MissingExtraError, ModelError, OutputError
from mujaz.models.bundle import Bundle, open_bundle
from mujaz.models.manifest import Manifest
from mujaz.models.registry.conversion import CONVERSION_SHARE, convert
from mujaz.models.registry.files import wanted_files, weights_of
from mujaz.models.registry.hub import COMMIT, Hub, Snapshot
from mujaz.models.registry.orders import Wanted
from mujaz.models.registry.store import empty, kept, locked, place, require_name, require_own_name
from mujaz.models.registry.terms import Listener, agree, terms_of
from mujaz.models.registry.transfer import fetch_all, missing_bytes, on_one_disk, require_room, snapshot_of, writing


def pull(order: Wanted, listener: Listener, *, again: bool = False, threads: int = 0) -> Bundle:
    """Make the bundle that `order` describes, unless it is there.

    Args:
        order: From `wanted`.
        listener: Whom to ask and tell.
        again: Fetch and convert it even if it is there.
        threads: Of the engines that are compared; 0 uses all cores.

    Raises:
        ModelError: The terms are not agreed to, the model cannot be had or converted, or an extra is missing.
        OutputError: The disk is full, or cannot be written to.
    """
    require_own_name(order.name)
    with locked(order.name, listener.waiting) as shop:
        if not again and (bundle := _whole(order, listener)):
            listener.say(f"{order.name} is there already{_made_otherwise(order, bundle.manifest)}")
            if not COMMIT.fullmatch(order.revision):
                commit = bundle.manifest.source.revision
                listener.say(f"{order.name} is of commit {commit}; --again fetches what {order.revision} is now")
            return bundle
        return _pull(order, shop, listener, threads)


def _whole(order: Wanted, listener: Listener) -> Bundle | None:
    """The bundle that is there; a damaged one is told of, and is to be made anew."""
    try:
        return open_bundle(order.name) if is_there(order) else None
    except BundleError as exc:
        listener.say(f"{order.name} is damaged and made anew ({exc.reason})")
        return None


def _made_otherwise(order: Wanted, manifest: Manifest) -> str:
    """How the bundle was made, if not as it is asked for."""
    asked, weights = order.quantization, next(reversed(manifest.parity), "")  # what was kept was compared last
    trimmed = bool(manifest.trimming)
    if order.format == "safetensors" or (weights == asked and trimmed == order.trim):
        return ""
    return f", in {weights}, its vocabulary {'trimmed' if trimmed else 'whole'}; --again makes it anew"


def is_there(order: Wanted) -> bool:
    """Whether a bundle of that name has been made of that repository and, where it is a commit, that revision.

    Raises:
        ModelError: A bundle of that name comes from elsewhere.
    """
    bundle = kept(order.name)
    if bundle is None:
        return False
    source = bundle.manifest.source
    if source.repository != order.repository or bundle.manifest.format != order.format:
        raise ModelError(
            f"there is another bundle called {order.name}, of {source.repository}; remove it, or give this one another "
            "name (--name)"
        )
    return order.revision == source.revision or not COMMIT.fullmatch(order.revision)


def _pull(order: Wanted, shop: Path, listener: Listener, threads: int) -> Bundle:
    require_converter()  # before gigabytes are fetched that could not be used
    snapshot, checkpoint = _fetch(order, shop, listener, share=CONVERSION_SHARE, before=_commit_here(order))
    listener.say(f"{order.name}: converting, and comparing the result with the original")
    order = replace(order, repository=snapshot.repository, revision=snapshot.commit)
    bundle = convert(checkpoint, shop, order, snapshot.licence, threads)
    empty(shop)
    return bundle


def fetch_checkpoint(order: Wanted, folder: Path, listener: Listener) -> Snapshot:
    """Bring a checkpoint into `folder` as it is, to train it further or to convert it later.

    Args:
        order: From `wanted`; its repository and revision count.
        folder: Must not exist; it comes to be when all is there.
        listener: Whom to ask and tell.

    Raises:
        ModelError: The terms are not agreed to, or the checkpoint cannot be had.
        OutputError: The folder exists, the disk is full, or cannot be written to.
    """
    require_name(order.name)
    if folder.exists():
        raise OutputError(f"{folder} exists; give another folder, or remove it")
    with locked(order.name, listener.waiting) as shop:
        snapshot, checkpoint = _fetch(order, shop, listener, share=0, elsewhere=folder.absolute())
        with writing(folder):
            place(checkpoint, folder.absolute())
        empty(shop)
    return snapshot


def _commit_here(order: Wanted) -> str:
    """The commit of the bundle that is to be replaced; empty if there is none that can be read."""
    try:
        bundle = kept(order.name)
    except BundleError:
        return ""
    return bundle.manifest.source.revision if bundle else ""


def _fetch(
    order: Wanted, shop: Path, listener: Listener, *, share: int, before: str = "", elsewhere: Path | None = None
) -> tuple[Snapshot, Path]:
    """The checkpoint, in the workshop.

    Args:
        order: What to fetch.
        shop: The workshop, which is held.
        listener: Whom to ask and tell.
        share: Room that must be left then, in sizes of its weights.
        before: The commit of the bundle that it is to replace.
        elsewhere: Where it is to be moved then; None where it stays.
    """
    hub = Hub()
    snapshot = snapshot_of(hub, order.repository, order.revision)
    agree(terms_of(order.model, snapshot), listener)
    files = wanted_files(snapshot)
    checkpoint = shop / snapshot.commit
    empty(shop, checkpoint)  # an interrupted pull of this commit is gone on with, whatever else it left is not
    weights = sum(file.size for file in weights_of(snapshot))
    total = sum(file.size for file in files)
    require_room(shop, missing_bytes(files, checkpoint) + share * weights)
    if elsewhere and not on_one_disk(shop, elsewhere):
        require_room(elsewhere, total, "give a folder on another disk")
    if before and before != snapshot.commit:
        listener.say(f"{order.name}: {order.revision} is another commit now than {before}, which was pulled")
    listener.say(f"{order.name}: {total / 1e6:,.1f} MB of {snapshot.repository} at {snapshot.commit}")
    fetch_all(hub, snapshot, files[:1], checkpoint, listener.tell)
    read_settings(checkpoint)  # another kind of model is refused before its weights are fetched
    fetch_all(hub, snapshot, files[1:], checkpoint, listener.tell)
    return snapshot, checkpoint


def require_converter() -> None:
    """Make sure that what is fetched can be converted; importing torch to know would take seconds.

    Raises:
        MissingExtraError: The extra [torch] is not installed.
    """
    if any(find_spec(package) is None for package in ("torch", "transformers", "safetensors")):
        raise MissingExtraError("pulling a model", "torch")
