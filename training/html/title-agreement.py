"""How far a page tells which title WCXB gives it: what `train-choices.py` can reach at most.

  title-agreement.py FEATURES_PREFIX GOLD_FOLDER

Sorts the pages by whether their first heading says what the metadata says without the name of the site, and counts
which of the two the gold title is. Where the two differ, it asks whether two such pages of one site go the same way: a
site's pages are made by one program, so that nothing on them tells more of each other than that.
"""
import json
import sys
from collections import Counter, defaultdict
from importlib import import_module
from itertools import combinations
from pathlib import Path

import numpy as np
from labels import domain_of

normal = import_module("train-choices").normal


def form_of(page, columns, gold):
    """Whether heading and metadata agree, and which of them the gold title is."""
    rows = [dict(zip(columns, row)) for row in page["rows"]]
    right = [normal(text) == normal(gold) for text in page["texts"]]
    heading = [row["position of h1"] == 0 for row in rows]
    reading = [row["is the reading"] == 1 for row in rows]
    if not any(heading):
        kind = "no heading"
    elif any(h and r for h, r in zip(heading, reading)):
        kind = "heading and metadata agree"
    else:
        kind = "heading and metadata differ"
    if any(h and r for h, r in zip(heading, right)):
        return kind, "heading"
    if any(m and r for m, r in zip(reading, right)):
        return kind, "metadata"
    return kind, "another form" if any(right) else "none of the candidates"


def main():
    prefix, gold_folder = sys.argv[1:3]
    columns = json.loads(Path(f"{prefix}.choices.columns.json").read_text())["title"]
    forms, sites = defaultdict(Counter), defaultdict(list)
    for line in open(f"{prefix}.choices.jsonl", encoding="utf8"):
        page = json.loads(line)
        record = json.loads((Path(gold_folder) / f"{page['id']}.json").read_text(encoding="utf8"))
        kind, form = form_of(page["title"], columns, record["ground_truth"].get("title"))
        forms[kind][form] += 1
        if kind.endswith("differ"):
            sites[domain_of(record, page["id"])].append(form)
    for kind, counts in forms.items():
        print(f"{kind}: {sum(counts.values())} pages; the gold title is", dict(counts.most_common()))
    shared = [each for each in sites.values() if len(each) > 1]
    # Every page counts once: a site's pairs by their mean.
    same = [np.mean([a == b for a, b in combinations(each, 2)]) for each in shared for _ in each]
    print(f"of {len(same)} pages that differ and whose site has another, {np.mean(same):.3f} go the way of the other")


if __name__ == "__main__":
    main()
