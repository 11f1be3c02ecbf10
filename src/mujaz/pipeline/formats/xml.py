"""Writing briefs as XML, one after the other, however many they are."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from typing import Any

from lxml import etree

from mujaz.pipeline.formats.directions import clean
from mujaz.types import Brief

Namespaces = dict[str | None, str]
"""Namespaces by their prefixes; None for the one without."""

XML = "{http://www.w3.org/XML/1998/namespace}"
"""The namespace of ``xml:lang``, in braces."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """An element around those of all briefs, with what stands in it before them."""

    tag: str
    attributes: dict[str, str]
    first: Sequence[Any] = ()


def write_elements(
    briefs: Iterable[Brief],
    envelopes: Sequence[Envelope],
    make: Callable[[Brief, int], Iterable[Any]],
    namespaces: Namespaces,
) -> Iterator[str]:
    """Yield a document piece by piece; nothing if there are no briefs.

    Args:
        briefs: The briefs to write.
        envelopes: The elements around all, the outermost first.
        make: Returns the elements of a brief, and of its number, counted from 0.
        namespaces: By their prefixes.
    """
    briefs = iter(briefs)
    first = next(briefs, None)
    if first is None:
        return
    file = io.BytesIO()
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with ExitStack() as stack:
            for envelope in envelopes:
                stack.enter_context(xml.element(envelope.tag, envelope.attributes, nsmap=namespaces))
                _write(xml, envelope.first)
            for number, brief in enumerate(chain([first], briefs)):
                _write(xml, make(brief, number))
                xml.flush()
                yield _take(file)
    yield _take(file) + "\n"


def make_element(
    tag: str, *children: Any, text: str = "", namespaces: Namespaces | None = None, **attributes: str
) -> Any:
    """Return an element with a text, cleaned of what XML does not allow, and with `children`."""
    element = etree.Element(tag, {name: clean(value) for name, value in attributes.items()}, nsmap=namespaces)
    if text:
        element.text = clean(text)
    element.extend(children)
    return element


def _write(xml: Any, elements: Iterable[Any]) -> None:
    for element in elements:
        xml.write("\n")
        xml.write(element)


def _take(file: io.BytesIO) -> str:
    """Return what was written since the last call."""
    written = file.getvalue().decode()
    file.seek(0)
    file.truncate()
    return written
