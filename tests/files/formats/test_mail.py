"""Mail: the text of a message, its subject and its date, in whatever encoding; hostile mail costs itself only."""

from __future__ import annotations

import gzip
from base64 import b64encode
from email.message import EmailMessage
from pathlib import Path

import pytest

from mujaz.errors import ArticleError
from mujaz.files.articles import read_articles
from mujaz.files.formats.base import Reading
from mujaz.types import Article
from tests.files.formats.documents import document, paragraph

NEWS = "أطلقت شركة السواقي خطا جديدا للعبارات بين المرفأين."
MORE = "وتبحر العبارات ثلاث مرات في اليوم."
SUBJECT = "خط جديد للعبارات بين المرفأين الشرقي والغربي"
TEXT = "MIME-Version: 1.0\nContent-Type: text/plain; charset={}\nContent-Transfer-Encoding: {}\n\n"


def read(folder: Path, data: bytes | str, name: str = "a.eml", *, attachments: bool = False) -> list[Article]:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    entries = list(read_articles([str(path)], reading=Reading(attachments=attachments)))
    assert all(isinstance(entry, Article) for entry in entries), entries
    return [entry for entry in entries if isinstance(entry, Article)]


def encode_word(text: bytes, charset: str = "utf-8") -> str:
    return f"=?{charset}?B?{b64encode(text).decode()}?="


def make_message(plain: str = "", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["Message-ID"] = SUBJECT, "<7@mail.example>"
    message["Date"] = "Sun, 17 May 2026 08:30:00 +0300"
    if plain:
        message.set_content(plain)
    if html:
        (message.add_alternative if plain else message.set_content)(html, subtype="html")
    return message


def make_mixed(plain: str) -> EmailMessage:
    message = make_message(plain)
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    return message


MESSAGES = [
    bytes(make_message(NEWS)),
    bytes(make_message(html=f"<html><body><script>x</script><p>{NEWS}</p></body></html>")),
    bytes(make_message(NEWS, f"<p>{NEWS}</p>")),
    bytes(make_message("افتح الرسالة", f"<p>{NEWS}</p>")),
    bytes(make_mixed(NEWS)),
    f"{TEXT.format('utf-8', '8bit')}{NEWS}".encode(),
    TEXT.format("windows-1256", "8bit").encode() + NEWS.encode("cp1256"),
    TEXT.format("utf-8", "8bit").encode() + NEWS.encode("cp1256"),
    TEXT.format("us-ascii", "8bit").encode() + NEWS.encode(),
    TEXT.format("nonsense", "base64").encode() + b64encode(NEWS.encode()),
    f"From: a@b.example\nReceived: x\n\n{NEWS}".encode(),
    f"{TEXT.format('utf-8', '8bit')}{NEWS}".replace("\n", "\r\n").encode(),
]


@pytest.mark.parametrize("message", MESSAGES, ids=range(len(MESSAGES)))
def test_the_text_of_a_message(tmp_path: Path, message: bytes) -> None:
    (article,) = read(tmp_path, message)
    assert article.text.strip() == NEWS


@pytest.mark.parametrize(
    "subject",
    [
        encode_word(SUBJECT.encode()).encode(),
        encode_word(SUBJECT.encode("cp1256"), "windows-1256").encode(),
        f"{encode_word(SUBJECT.encode()[:31])}\n {encode_word(SUBJECT.encode()[31:])}".encode(),
        SUBJECT.encode(),
        SUBJECT.encode("cp1256"),
        SUBJECT.replace(" ", "\n ", 1).encode(),
    ],
    ids=["utf-8", "1256", "cut-within-a-letter", "raw", "raw-1256", "folded"],
)
def test_the_subject_is_the_title_in_whatever_encoding(tmp_path: Path, subject: bytes) -> None:
    (article,) = read(tmp_path, b"Subject: " + subject + f"\n{TEXT.format('utf-8', '8bit')}{NEWS}".encode())
    assert article.title == SUBJECT


def test_a_message_is_named_after_its_file_and_a_message_of_a_mailbox_after_itself(tmp_path: Path) -> None:
    message = bytes(make_message(NEWS))
    (article,) = read(tmp_path, message)
    assert (article.id, article.date) == ("a", "2026-05-17T08:30:00+03:00")
    other = message.replace(b"<7@", b"<8@")
    mailbox = b"From a Sun May 17 08:30:00 2026\n" + message + b"\n\nFrom b Sun May 17 08:31:00 2026\n" + other
    for name in ("news.mbox", "news"):
        articles = read(tmp_path, mailbox, name)
        assert [article.id for article in articles] == ["7@mail.example", "8@mail.example"]
        assert [article.text.strip() for article in articles] == [NEWS, NEWS]


def test_a_line_that_begins_as_a_message_does_is_quoted_in_a_mailbox(tmp_path: Path) -> None:
    head = f"From a Sun May 17 08:30:00 2026\n{TEXT.format('utf-8', '8bit')}"
    (article,) = read(tmp_path, f"{head}{NEWS}\nFrom here\n\n>From there\n", "news.mbox")
    assert article.text.split("\n") == [NEWS, "From here", "", "From there", ""]


def test_attached_files_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    message = make_mixed(NEWS)
    word = {"maintype": "application", "subtype": "octet-stream"}
    message.add_attachment(document(paragraph(MORE)), filename="بيان.docx", **word)
    message.add_attachment(f'{{"id": "j", "text": "{MORE}"}}'.encode(), filename="all.jsonl", **word)
    inner = make_message(MORE)
    inner.add_attachment(inner.as_bytes(), filename="inner.eml", **word)
    message.add_attachment(inner.as_bytes(), filename="outer.eml", **word)
    assert len(read(tmp_path, bytes(message))) == 1
    articles = read(tmp_path, bytes(message), attachments=True)
    assert [(article.id, article.text.strip()) for article in articles] == [
        ("a", NEWS),
        *[("a-2", MORE), ("j", MORE), ("a-3", MORE), ("a-4", MORE)],
    ]
    assert articles[1].source.endswith("a.eml: بيان.docx")


def test_a_broken_attachment_does_not_end_the_mailbox(tmp_path: Path) -> None:
    message = make_mixed(NEWS)
    broken = gzip.compress(MORE.encode() * 50)[:40]
    message.add_attachment(broken, maintype="application", subtype="gzip", filename="a.txt.gz")
    mailbox = b"From a Sun May 17 08:30:00 2026\n" + bytes(message) + b"\n\n"
    other = mailbox.replace(b"<7@", b"<8@")
    (tmp_path / "news.mbox").write_bytes(mailbox + other)
    entries = list(read_articles([str(tmp_path / "news.mbox")], reading=Reading(attachments=True)))
    assert [isinstance(entry, ArticleError) for entry in entries] == [False, True, False, True]


def test_a_message_without_text_says_that_files_are_attached(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(bytes(make_mixed(" ")))
    (error,) = read_articles([str(tmp_path / "a.eml")])
    assert isinstance(error, ArticleError)
    assert error.reason == "the message has no text; --attachments reads the 1 file attached to it"


def nested(depth: int) -> str:
    begin = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"MIME-Version: 1.0\n{begin}{TEXT.format('utf-8', '8bit')}{NEWS}"


@pytest.mark.parametrize(
    "message",
    [
        nested(200),
        "Subject: " + "=?utf-8?B?2KfZ?= " * 20_000 + "\n\nx",
        "Subject: " + "(" * 20_000 + f"\nDate: {'(' * 20_000}\nMessage-ID: {'<' * 20_000}\n\nx",
        "Content-Type: text/plain; " + "a*0*=b; " * 1_100 + "\n\nx",
        "Content-Type: text/plain; charset=" + "x" * 100_000 + "\n\n\xff\xfe",
        "\n" * 100_000,
        "Content-Type: multipart/mixed; boundary=b\n\n"
        + "--b\nContent-Disposition: attachment; filename=a\n\n" * 2_500,
    ],
    ids=["nested", "words", "brackets", "parameters", "charset", "blank", "attached"],
)
def test_a_hostile_message_is_read_or_refused_in_one_line(tmp_path: Path, message: str) -> None:
    (tmp_path / "a.eml").write_text(message, encoding="utf-8")
    for entry in read_articles([str(tmp_path / "a.eml")], reading=Reading(attachments=True)):
        assert isinstance(entry, Article) or "\n" not in entry.reason
