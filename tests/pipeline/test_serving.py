"""The service of docs/server-and-notebook.md answers, under a server that loads it and then forks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path

import pytest

from mujaz import Briefer
from tests.conftest import ROOT, skip
from tests.pipeline.forked import TEXT

PATIENCE = 120  # seconds, on a busy machine


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Start gunicorn with two workers, on a port that the system chooses."""
    if find_spec("gunicorn") is None:
        skip("gunicorn is not installed")
    page = (ROOT / "docs" / "server-and-notebook.md").read_text(encoding="utf-8")
    [service] = [block for block in re.findall(r"^```python\n(.*?)^```$", page, re.M | re.S) if "def app" in block]
    (tmp_path / "service.py").write_text(service, encoding="utf-8")
    command = [sys.executable, "-m", "gunicorn", "--preload", "--workers", "2", "--bind", "127.0.0.1:0"]
    command += ["--chdir", str(tmp_path), "--no-control-socket", "service:app"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def port(process: subprocess.Popen[str]) -> int:
    assert process.stderr
    for line in process.stderr:
        if told := re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", line):
            return int(told[1])
    raise AssertionError("the server ended before it listened")


def answer(number: int, text: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", number, timeout=PATIENCE)
    connection.request("POST", "/", text.encode())
    response = connection.getresponse()
    return response.status, response.read().decode()


def test_workers_forked_after_loading_answer_and_end(server: subprocess.Popen[str]) -> None:
    number = port(server)
    status, brief = answer(number, TEXT)
    assert (status, json.loads(brief)) == (200, json.loads(Briefer(threads=1).brief(TEXT).to_json()))
    assert answer(number, "no Arabic")[0] == 422
    server.terminate()
    assert server.wait(PATIENCE) == 0
