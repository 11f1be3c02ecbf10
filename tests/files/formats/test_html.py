"""A page's date and headline: what the page gives, and nothing that is made up."""

from __future__ import annotations

import json

import pytest

from mujaz.files.formats.html import read_page
from mujaz.types import Article, Page

TITLE = "تدشين سد على وادي الغزلان"
SITE = '<meta property="og:site_name" content="صحيفة الوادي">'
PARAGRAPHS = (
    "دشن وزير الري صباح الأحد سدا على وادي الغزلان يحجز 120 مليون متر مكعب من مياه الأمطار.",
    "وقال إن العمل فيه استغرق أربع سنوات وشارك فيه 900 عامل من ثلاث محافظات مجاورة.",
    "ويروي السد عشرين ألف هكتار من بساتين اللوز والزيتون، وتتوقع الوزارة أن يتضاعف الإنتاج.",
    "وطالب مزارعون بخفض رسوم الري قبل موسم الحصاد المقبل، ووعدت الوزارة بدراسة الطلب.",
)


def read(head: str = "", before: str = "", after: str = "", top: str = "", below: str = "", h1: str = TITLE) -> Article:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = (
        '<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8">'
        f"<title>{TITLE} - صحيفة الوادي</title>{head}</head>"
        f"<body><nav><a "
        f"href='/'>الرئيسية</a></nav>{top}<article>{before}<h1>{h1}</h1>{after}{body}</article>{below}</body>"
        "</html>"
    )
    return read_page(Page(id="page", data=html.encode(), source="page.html"))


def linked_data(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-05-17T08:30:00+03:00">',
        '<meta name="pubdate" content="Sun, 17 May 2026 08:30:00 GMT">',
        '<meta itemprop="datePublished" content="20260517">',
        '<meta name="DC.date.issued" content="17 أيار/مايو 2026">',
        linked_data(**{"@type": "NewsArticle", "datePublished": "2026-05-17T05:30:00Z"}),
        linked_data(
            **{"@graph": [{"@type": "WebPage"}, {"@type": ["ReportageNewsArticle"], "datePublished": "2026-05-17"}]}
        ),
    ],
)
def test_the_date_that_the_head_of_a_page_gives(head: str) -> None:
    assert read(head=head).date == "2026-05-17"


@pytest.mark.parametrize(
    "shown",
    [
        '<span class="date">الأحد 17 أيار/مايو 2026 - 08:30</span>',
        '<div class="meta"><span>الأحد 29 ذو القعدة 1447هـ - 17 مايو 2026م</span></div>',
        '<time datetime="2026-05-17T08:30">الأحد</time>',
        "<p>17 مايو (أيار) 2026</p>",
        '<small id="post-time">نشر في: ١٧ ماي ٢٠٢٦</small>',
        '<span itemprop="datePublished">17/05/2026</span>',
        "<div>الأحد 17 مايو 2026</div>",
    ],
)
def test_the_date_that_is_shown_at_the_head_of_the_article(shown: str) -> None:
    assert read(after=shown).date == "2026-05-17"
    assert read(before=shown).date == "2026-05-17"


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"below": "<footer><p>© 2019 صحيفة الوادي</p></footer>"},
        {"below": "<footer><p>17 مايو 2026</p></footer>"},
        {"top": "<header><span class='date'>الأحد 17 مايو 2026</span></header>"},
        {"top": "<div class='today'>الأحد 17 مايو 2026</div>"},
        {"below": "<aside><time datetime='2026-05-17'>الأحد</time> خبر آخر</aside>"},
        {"below": "<div class='related-news'><h3>خبر آخر</h3><span class='date'>17 مايو 2026</span></div>"},
        {"after": "<p>وبدأ العمل في السد عام 2019 بقرض من صندوق التنمية العربي.</p>"},
        {"after": "<p>وكان الوزير قد زار الموقع يوم 17 مايو 2024 برفقة وفد من خبراء المياه والسدود.</p>"},
        {"after": "<span class='date'>آخر تحديث: 17 مايو 2026</span>"},
        {"after": "<span class='date'>مايو 2026</span>"},
        {"head": '<meta name="date" content="2026">'},
        {"head": '<meta name="date" content="2026-13-45">'},
        {"head": linked_data(**{"@type": "Organization", "datePublished": "2026-05-17"})},
        {"head": '<script type="application/ld+json">{"@type": "NewsArticle", broken</script>'},
        {},
    ],
)
def test_no_date_is_made_of_what_is_not_the_articles(elsewhere: dict[str, str]) -> None:
    assert read(**elsewhere).date == ""


@pytest.mark.parametrize(
    "head",
    [
        f'<meta property="og:title" content="{TITLE} | صحيفة الوادي">{SITE}',
        f'<meta property="og:title" content="{TITLE} - صحيفة الوادي اليومية">',
        f'<meta property="og:title" content="صحيفة الوادي: {TITLE}">{SITE}',
        f'<meta property="og:title" content="{TITLE} » الوادي نت"><meta name="application-name" content="الوادي نت">',
        f'<meta property="og:title" content="صحيفة الوادي">{SITE}',
    ],
)
def test_the_headline_is_without_the_name_of_the_site(head: str) -> None:
    assert read(head=head).title == TITLE
    if TITLE in head:
        assert read(head=head, h1="").title == TITLE


def test_a_logo_in_a_heading_is_no_headline() -> None:
    head = f'<meta property="og:title" content="{TITLE} | الوادي نت"><meta property="og:site_name" content="الوادي نت">'
    assert read(head=head, top="<h1>الوادي نت</h1>").title == TITLE


def test_a_dash_in_a_headline_stays() -> None:
    head = f'<meta property="og:title" content="سد الغزلان - حلم قديم يتحقق">{SITE}'
    assert read(head=head, h1="").title == "سد الغزلان - حلم قديم يتحقق"


def test_a_page_of_many_elements_is_read_in_linear_time() -> None:
    assert read(after="<span>١</span>" * 20_000).date == ""
