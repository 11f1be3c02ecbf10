"""A job over a folder of all kinds of files: killed and resumed, it writes the same bytes; a bad file fails alone."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from benchmarks.killing import MUJAZ, killed

from mujaz.models.bundle import Bundle
from tests.checkpoints import corpus
from tests.files.formats.documents import document, paragraph
from tests.jobs.conftest import ids, lines

CUE = "00:00:0{}.000 --> 00:00:0{}.900\n{}\n\n"
HEAD = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of each kind, in the words that the tiny model knows, and hostile ones between them."""
    folder = tmp_path_factory.mktemp("kinds")
    texts = [f"{arabic}." for arabic, _ in corpus()[:12]]
    items = "".join(f"<item><guid>f{n}</guid><description>{text}</description></item>" for n, text in enumerate(texts))
    cues = "".join(CUE.format(n, n, text) for n, text in enumerate(texts[:3]))
    mails = "".join(f"From a Sun May 17 08:3{n}:00 2026\nMessage-ID: <m{n}>\n{HEAD}{texts[n]}\n\n" for n in range(2))
    page = "".join(f"<p>{text}</p>" for text in texts)
    files: dict[str, str | bytes] = {
        "a.xml": f'<rss version="2.0"><channel>{items}</channel></rss>',
        "b.docx": document("".join(map(paragraph, texts[:3]))),
        "c-deep.docx": document("<w:tbl>" * 3_000 + "</w:tbl>" * 3_000),
        "d.eml": HEAD + texts[3],
        "e.mbox": mails,
        "f.srt": cues,
        "g-broken.pdf": b"%PDF-1.4\n",
        "h.html": f"<!doctype html><html><body><article>{page}</article></body></html>",
        "i.rtf": r"{\rtf1 }",
        "j.jsonl": json.dumps({"id": "j", "text": texts[4]}),
        "k-bomb.xml": '<!DOCTYPE rss [<!ENTITY a "ha">]><rss/>',
        "l.txt": texts[5],
    }
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_a_folder_of_all_kinds_is_resumed_to_the_same_bytes(
    folder: Path, marian_bundle: Bundle, tmp_path: Path
) -> None:
    options = ["--threads", "1", "--beam-size", "1", "--window", "3", "--workers", "1", "--no-checks"]
    options += ["--translator", str(marian_bundle.path)]
    whole, output = tmp_path / "whole.jsonl", tmp_path / "briefs.jsonl"
    command = [*MUJAZ, "brief", str(folder), *options, "-o"]
    assert subprocess.run([*command, str(whole), "-q"], check=False, stderr=subprocess.DEVNULL).returncode == 1
    killed([*command, str(output)], times=2, seed=3, most_events=6)
    assert subprocess.run([*command, str(output), "-q"], check=False, stderr=subprocess.DEVNULL).returncode == 1
    assert output.read_bytes() == whole.read_bytes()
    assert ids(output) == [*(f"f{n}" for n in range(12)), "b", "d", "m0", "m1", "f", "h", "j", "l"]
    failed = [Path(failure["where"]).name for failure in lines(tmp_path / "briefs.failures.jsonl")]
    assert failed == ["c-deep.docx", "g-broken.pdf", "i.rtf", "k-bomb.xml"]
