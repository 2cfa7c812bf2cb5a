"""Reads bulletins from a JSON array of texts as strict XML, and gives back their tables and plots.

Fails on markup that is not well-formed, on elements and attributes that a bulletin has no business with, and on anything
that would be fetched or run.
"""

import json
import re
import sys
import xml.etree.ElementTree as tree

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {
    XHTML + name
    for name in (
        "html head meta title style body article header p h1 h2 h3 dl div dt dd span small table caption thead tbody tr "
        "th td figure figcaption ul li"
    ).split()
} | {SVG + name for name in "svg title desc line text rect".split()}
ATTRIBUTES = set(
    "lang class charset http-equiv content name scope viewBox role aria-labelledby id x y x1 y1 x2 y2 width height "
    "text-anchor".split()
)


def fail(text):
    raise SystemExit(text)


def plot(svg):
    ids = svg.get("aria-labelledby").split()
    own = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    if svg.get("role") != "img" or any(not own.get(name) for name in ids):
        fail("a plot without its title and description")
    bars = []
    for rect in svg.iter(SVG + "rect"):
        bars.append(
            [rect.get("class"), float(rect.get("x")), float(rect.get("y")), float(rect.get("width")),
             float(rect.get("height"))]
        )
    _, _, width, height = (float(part) for part in svg.get("viewBox").split())
    for element in svg.iter():
        x, y = float(element.get("x") or 0), float(element.get("y") or 0)
        if not (0 <= x <= width and 0 <= y <= height):
            fail("something outside of its plot")
        if x + float(element.get("width") or 0) > width + 0.01:
            fail("a bar beyond its plot")
    return {"bars": bars, "texts": [text.text or "" for text in svg.iter(SVG + "text")]}


def read(text):
    if not text.startswith("<!DOCTYPE html>\n"):
        fail("no document type")
    if any(len(line.encode()) > 65000 for line in text.split("\n")):
        fail("a line that the wire cannot carry")
    root = tree.fromstring(text.split("\n", 1)[1])
    seen = set()
    for element in root.iter():
        if element.tag not in ELEMENTS:
            fail("element %s" % element.tag)
        for name in element.attrib:
            if name not in ATTRIBUTES:
                fail("attribute %s" % name)
        if element.get("id"):
            if element.get("id") in seen:
                fail("two of id %s" % element.get("id"))
            seen.add(element.get("id"))
    style = root.find("%shead/%sstyle" % (XHTML, XHTML)).text
    if re.search(r"url\(|@import|expression", style):
        fail("a style that fetches")
    articles = []
    for article in root.iter(XHTML + "article"):
        tables = []
        for table in article.iter(XHTML + "table"):
            rows = [[cell.text or "" for cell in row] for row in table.iter(XHTML + "tr")]
            if len({len(row) for row in rows}) != 1:
                fail("a ragged table")
            if any(cell.tag == XHTML + "th" and not cell.get("scope") for cell in table.iter()):
                fail("a heading without its scope")
            tables.append({"caption": table.find(XHTML + "caption").text, "rows": rows})
        articles.append(
            {
                "lang": article.get("lang"),
                "tables": tables,
                "plots": [plot(svg) for svg in article.iter(SVG + "svg")],
                "text": " ".join("".join(article.itertext()).split()),
            }
        )
    return articles


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout, ensure_ascii=False)
