"""A tiny corpus and recipes over it: real trainings in seconds."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path

PEOPLE = {"الوزير": "the minister", "الرئيس": "the president", "السفير": "the ambassador", "الطبيب": "the doctor"}
DEEDS = {"زار": "visited", "غادر": "left", "افتتح": "opened", "شاهد": "saw"}
PLACES = {"المدرسة": "the school", "المدينة": "the city", "الميناء": "the port", "المصنع": "the factory"}
DAYS = {"اليوم": "today", "أمس": "yesterday"}


def pairs() -> list[tuple[str, str]]:
    """Every sentence that the words above allow, with its English."""
    return [
        (f"{deed} {person} {place} {day} 12", f"{PEOPLE[person]} {DEEDS[deed]} {PLACES[place]} {DAYS[day]} 12")
        for person, deed, place, day in itertools.product(PEOPLE, DEEDS, PLACES, DAYS)
    ]


def write_pairs(folder: Path) -> Path:
    """``pairs.tsv.gz`` and ``held-out.tsv.gz`` in `folder`."""
    lines = ["\t".join(pair) for pair in pairs()]
    for name, part in {"pairs.tsv.gz": lines, "held-out.tsv.gz": lines[::9]}.items():
        with gzip.open(folder / name, "wt", encoding="utf-8") as file:
            file.write("\n".join(part) + "\n")
    return folder


def write_articles(folder: Path) -> Path:
    """``articles.jsonl.gz``: three sentences each, the first of them the summary."""
    texts = [source for source, _ in pairs()]
    with gzip.open(folder / "articles.jsonl.gz", "wt", encoding="utf-8") as file:
        for at in range(len(texts) - 2):
            text = ". ".join(texts[at : at + 3])
            article = {"id": str(at), "text": text, "summary": texts[at], "title": texts[at][:20]}
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return folder


TRANSLATOR = """
name = "tiny-ar-en"
task = "translate"
bf16 = false
data = [{ file = "pairs.tsv.gz", weight = 2.0, join = 0.2 }]
development = { file = "held-out.tsv.gz", items = 8 }
vocabulary = { source_size = 120, target_size = 120 }
model = { width = 32, inner = 64, heads = 4, encoder_layers = 1, decoder_layers = 1 }
stages = [
  { name = "frozen", steps = 20, batch_pieces = 400, encoder_rate = 0.0, evaluate_every = 10 },
  { name = "all", steps = 40, batch_pieces = 400, learning_rate = 5e-3, schedule = "linear", evaluate_every = 10 },
]
release = { licence = "CC0-1.0", trim_to = ["pairs.tsv.gz"], compute_type = "float32", generation = { beam_size = 2 } }
"""

SUMMARIZER = """
name = "tiny-summarizer"
task = "summarize"
bf16 = false
longest = 64
data = [{ file = "articles.jsonl.gz" }]
development = { file = "articles.jsonl.gz", items = 8 }
vocabulary.source_size = 160
model = { width = 32, inner = 64, heads = 4, encoder_layers = 1, decoder_layers = 1 }
release = { licence = "CC0-1.0", compute_type = "float32", generation = { beam_size = 2, max_output_pieces = 40 } }

[[stages]]
name = "pretrain"
steps = 20
batch_pieces = 800
learning_rate = 5e-3
embedding_rate = 4.0
evaluate_every = 5
development = { file = "articles.jsonl.gz", items = 4, objective = "spans" }
data = [
  { file = "articles.jsonl.gz", objective = "spans" },
  { file = "articles.jsonl.gz", objective = "gaps" },
  { file = "articles.jsonl.gz", objective = "leads" },
  { file = "articles.jsonl.gz", objective = "titles", weight = 0.5 },
]

[[stages]]
name = "abstracts"
steps = 40
batch_pieces = 800
learning_rate = 5e-3
evaluate_every = 20
patience = 3
"""


def write_recipe(folder: Path, text: str) -> Path:
    """The recipe as a file."""
    path = folder / "recipe.toml"
    path.write_text(text, encoding="utf-8")
    return path
