"""Extracts every page of a folder with a Python peer: peer.py trafilatura|trafilatura-fast|resiliparse PAGES OUT"""
import json
import sys
from pathlib import Path

name, pages, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])


def by_trafilatura(page):
    import trafilatura

    document = trafilatura.bare_extraction(page, fast=name.endswith("fast"), with_metadata=True)
    if document is None:
        return "", {}
    names = [part.strip() for part in (document.author or "").split(";") if part.strip()]
    return document.text or "", {"title": document.title, "byline": names, "published": document.date}


def by_resiliparse(page):
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse_from_bytes(page, detect_encoding(page))
    return extract_plain_text(tree, main_content=True, alt_texts=False), {"title": tree.title}


extract = by_resiliparse if name == "resiliparse" else by_trafilatura
rows = []
for path in sorted(pages.glob("*.html")):
    try:
        text, metadata = extract(path.read_bytes())
    except Exception:  # A peer that fails on a page has an empty text for it.
        text, metadata = "", {}
    (out / f"{path.stem}.txt").write_text(text, encoding="utf8")
    rows.append(json.dumps({"path": path.name, **metadata}))
(out / "manifest.jsonl").write_text("\n".join(rows), encoding="utf8")
