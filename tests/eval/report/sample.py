"""Three articles, two systems and everything that an enemy might write into them."""

from __future__ import annotations

from pathlib import Path

from mujaz.eval.inputs.gather import Inputs, gather_inputs
from mujaz.eval.inputs.runs import Output, Run
from mujaz.types import Article, Brief, BriefArticle, Bullet, Evidence, Flag

FIRST = "أعلنت وزارة الزراعة أمس بدء موسم حصاد القمح في المحافظات الشمالية."
SECOND = "وقال الوزير إن المحصول زاد 12 في المئة هذا العام بعد أمطار غزيرة."
THIRD = "ويبيع المزارعون القمح للدولة بسعر ثابت يعلن قبل كل موسم."
HARBOUR = "افتتح رئيس البلدية أمس الميناء الجديد بعد عامين من العمل في الأرصفة الشرقية."
SHIPS = "ويستقبل الميناء عشرين سفينة في الأسبوع، ويوفر 300 وظيفة لسكان المدينة."

SCRIPT = "<script>window.hacked = 1</script>"
IMAGE = '<img src="https://example.org/x.png" onerror="window.hacked = 1">'
ATTRIBUTE = '" onmouseover="window.hacked = 1" autofocus onfocus="window.hacked = 1" x="'
STYLE = "</style><style>body { display: none }</style>"
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
TEMPLATE = "{{ 7 * 191 }}"
HOSTILE = f"{SCRIPT} {IMAGE} {ATTRIBUTE} {STYLE} {TEMPLATE} {OVERRIDE}gnp.exe"

ARTICLES = (
    Article(
        id="wheat",
        title="بدء حصاد القمح",
        text=f"{FIRST} {SECOND}\n{THIRD}",
        url="https://news.example.org/wheat",
        date="2026-05-02",
        references=(f"{FIRST}\n{THIRD}",),
        references_en=("The wheat harvest began\nFarmers sell wheat to the state",),
    ),
    Article(
        id="harbour",
        title="افتتاح الميناء",
        text=f"{HARBOUR}\n{SHIPS}",
        url="https://daily.example.com/harbour",
        date="2026-06-10",
        references=("دشن الوزير مطارا",),
        references_en=("A minister opened an airport",),
    ),
    Article(
        id=f"enemy {ATTRIBUTE}",
        title=HOSTILE,
        text=f"{FIRST}\n{HOSTILE}",
        url="javascript:window.hacked=1",
        date=STYLE,
        references=(HOSTILE,),
        references_en=(HOSTILE,),
    ),
)


def evidence(text: str, *parts: str) -> tuple[Evidence, ...]:
    """Those parts of `text` as evidence."""
    return tuple(Evidence(start=text.index(part), end=text.index(part) + len(part), text=part) for part in parts)


def brief(article: Article, *bullets: Bullet, flags: tuple[Flag, ...] = ()) -> Output:
    """What a system made of an article."""
    made = Brief(article=BriefArticle(id=article.id, title_en=f"English {article.id}"), bullets=bullets, flags=flags)
    return Output("\n".join(one.ar for one in bullets), "\n".join(one.en for one in bullets), made)


def new_run() -> Run:
    """Briefs with evidence and flags."""
    wheat, harbour, enemy = ARTICLES
    twelve = SECOND.index("12")
    number = Flag(
        kind="number",
        severity="severe",
        message="21 is not in the article.",
        message_ar="العدد 21 ليس في المقال.",
        where="en:11-13",
        source=f"ar:{twelve}-{twelve + 2}",
    )
    worded = Flag(kind="hostile", severity="warning", message=HOSTILE, message_ar=HOSTILE, where="ar:3-30")
    return Run(
        "new",
        {
            wheat.id: brief(
                wheat,
                Bullet(ar=FIRST, en="The wheat harvest began", evidence=evidence(wheat.text, FIRST)),
                Bullet(ar=SECOND, en="It grew by 21 percent", evidence=evidence(wheat.text, SECOND), flags=(number,)),
                Bullet(ar=THIRD, en="Farmers sell to the state", evidence=evidence(wheat.text, FIRST, THIRD)),
            ),
            harbour.id: brief(harbour, Bullet(ar=SHIPS, en="Ships come", evidence=evidence(harbour.text, SHIPS))),
            enemy.id: brief(
                enemy,
                Bullet(ar=HOSTILE, en=HOSTILE, evidence=evidence(enemy.text, HOSTILE), flags=(worded,)),
                flags=(worded,),
            ),
        },
    )


def old_run() -> Run:
    """Plain summaries."""
    outputs = (SECOND, HARBOUR, FIRST)
    return Run(f"old {SCRIPT}", {one.id: Output(text, "Old") for one, text in zip(ARTICLES, outputs, strict=True)})


def inputs() -> Inputs:
    """Everything together, the old system being the baseline."""
    old = old_run()
    return gather_inputs([new_run()], ARTICLES, baseline=old)


def written_briefs(path: Path) -> Path:
    """The new run as `mujaz brief` writes it, the last article first, one severe flag on a headline."""
    flag = Flag(kind="name", severity="severe", message="No such name.", where="title_en:0-7", source="title:0-4")
    lines = []
    for article in reversed(ARTICLES):
        made = new_run().outputs[article.id].brief
        assert made is not None
        known = article.model_dump(include={"id", "title", "text", "url", "date"})
        title = BriefArticle(**known, title_en="Harbour opened" if article.id == "harbour" else "English title")
        flags = (*made.flags, flag) if article.id == "harbour" else made.flags
        lines.append(made.model_copy(update={"article": title, "flags": flags}).to_json() + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    return path
