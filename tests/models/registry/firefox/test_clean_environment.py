"""With the extra [firefox] alone: pulled from the stand-in, used, and used the same when nobody can be asked."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from mujaz.engines.firefox_files import MODEL, SHORTLIST, SOURCE
from tests.clean_environment import make_environment
from tests.conftest import ROOT
from tests.firefox_model import SENTENCES, read_file
from tests.firefox_site import FirefoxSite
from tests.models.registry.firefox.conftest import NAME

ARTICLE = (
    "أعلنت وزارة الزراعة أمس توزيع 1200 طن من البذور على المزارعين في المحافظات الشمالية. "
    "وقال الوزير إن المزارعين سيتسلمون البذور قبل نهاية الشهر الجاري. "
    "وأضاف أن الوزارة لم تتلق أي طلبات من المحافظات الجنوبية حتى الآن."
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="its environment is made of links")


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_environment(tmp_path_factory.mktemp("clean") / "venv", "firefox")


def run(python: Path, *arguments: str, given: str = "") -> str:
    command = [str(python), *arguments]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        command, input=given, capture_output=True, text=True, check=True, timeout=300, env=environment, cwd=ROOT
    )
    return done.stdout


def mujaz(python: Path, *arguments: str, given: str = "") -> str:
    return run(python, "-m", "mujaz.cli.main", *arguments, given=given)


BOTH_WAYS = """
import importlib.util, json, pathlib, sys, fxtranslate
from mujaz.engines.base import GenerationOptions
from mujaz.models.bundle import open_bundle

sentences = json.load(sys.stdin)
ours = open_bundle("firefox-ar-en").engine().generate(sentences, GenerationOptions())
model, vocabulary, shortlist = [pathlib.Path(name).read_bytes() for name in sys.argv[1:]]
library = fxtranslate.Translator(model, vocabulary, vocabulary, shortlist)
absent = [name for name in ("torch", "transformers", "pytest") if not importlib.util.find_spec(name)]
print(json.dumps([absent, [text.best.text for text in ours], [library.translate(text) for text in sentences]]))
"""


def test_pulled_once_it_briefs_the_same_when_the_server_is_gone(
    python: Path, site: FirefoxSite, tmp_path: Path
) -> None:
    assert mujaz(python, "models", "pull", "firefox").startswith(f"{NAME}\t")
    asked = list(site.requests)
    first = mujaz(python, "brief", "-", "--format", "json", given=ARTICLE)
    assert NAME in first
    site.faults.status = 503
    assert mujaz(python, "brief", "-", "--format", "json", given=ARTICLE) == first
    files = [tmp_path / name for name in (MODEL, SOURCE, SHORTLIST)]
    for file in files:
        file.write_bytes(read_file(file.name))
    absent, ours, library = json.loads(run(python, "-c", BOTH_WAYS, *map(str, files), given=json.dumps(SENTENCES)))
    assert absent == ["torch", "transformers", "pytest"]
    assert ours == library
    assert ours[0] == "The government announced yesterday a new plan for education."
    assert site.requests == asked
