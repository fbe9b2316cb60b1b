"""Trains the choices among a page's candidates for title, author and date: boosted trees that rank a page's candidates.

  train-choices.py FEATURES_PREFIX GOLD_FOLDER OUTPUT.bin

Prints the accuracy of five folds by domain on the pages whose gold has the field, and on how many of the others a
candidate is likely enough to be chosen; writes the forests from all pages for src/extract/choice-model.ts.
"""
import json
import re
import struct
import sys
from collections import defaultdict
from pathlib import Path

import lightgbm as lgb
import numpy as np
from labels import FOLDS, fold_of
from trees import pack_trees

WORD = re.compile(r"\w+")
FIELDS = {"title": "title", "author": "author", "date": "publish_date"}
PARAMETERS = {
    "objective": "lambdarank",
    "label_gain": [0, 1],
    "lambdarank_truncation_level": 3,
    "learning_rate": 0.05,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 3,
    "num_threads": 1,
    "verbose": -1,
    "deterministic": True,
    "seed": 1,
}
ROUNDS = 120
# Titles have more to be weighed against each other: 12 leaves do better by 0.003 on average over four seeds.
LEAVES = {"title": 12, "author": 8, "date": 8}
# Below the score that all but this share of the right answers reach, none is given: better none than a wrong one.
# A page always has a title.
LOST = {"title": None, "author": 0.01, "date": 0}


def normal(text):
    return " ".join(WORD.findall((text or "").lower()))


def same(choice, text, gold):
    return text[:10] == gold[:10] if choice == "date" else normal(text) == normal(gold)


def main():
    prefix, gold_folder, output = sys.argv[1:4]
    columns = json.loads(Path(f"{prefix}.choices.columns.json").read_text())
    pages = [json.loads(line) for line in open(f"{prefix}.choices.jsonl", encoding="utf8")]
    gold, kinds, folds = {}, {}, []
    for page in pages:
        record = json.loads((Path(gold_folder) / f"{page['id']}.json").read_text(encoding="utf8"))
        gold[page["id"]] = record["ground_truth"]
        kinds[page["id"]] = record["_internal"]["page_type"]["primary"]
        folds.append(fold_of(record, page["id"]))
    folds = np.array(folds)
    packed = b"CDPICK01"
    for choice, field in FIELDS.items():
        rows = np.array([row for page in pages for row in page[choice]["rows"]], dtype=np.float32)
        right = np.array(
            [same(choice, text, gold[page["id"]].get(field) or "") for page in pages for text in page[choice]["texts"]]
        )
        sizes = np.array([len(page[choice]["rows"]) for page in pages])
        owner = np.repeat(np.arange(len(pages)), sizes)
        known = np.array([bool(gold[page["id"]].get(field)) for page in pages])

        def fit(chosen):
            mask = chosen[owner]
            data = lgb.Dataset(rows[mask], right[mask].astype(int), group=sizes[chosen & (sizes > 0)])
            return lgb.train({**PARAMETERS, "num_leaves": LEAVES[choice]}, data, ROUNDS)

        score = np.zeros(len(rows))
        for number in range(FOLDS):
            held_out = (folds == number)[owner]
            score[held_out] = fit(known & (folds != number)).predict(rows[held_out], num_threads=1)
        hits = defaultdict(list)
        best_right, best_unknown = [], []
        for index, page in enumerate(pages):
            own = np.flatnonzero(owner == index)
            best = own[np.argmax(score[own])] if len(own) else None
            if not known[index]:
                if best is not None:
                    best_unknown.append(score[best])
                continue
            hit = bool(best is not None and right[best])
            if hit:
                best_right.append(score[best])
            for kind in ("all", kinds[page["id"]]):
                hits[kind].append((hit, bool(right[own].any())))
        least = -np.inf if LOST[choice] is None else np.quantile(best_right, LOST[choice])
        figures = {kind: tuple(np.mean(pairs, axis=0).round(4)) + (len(pairs),) for kind, pairs in hits.items()}
        print(choice, "accuracy, reachable, pages:", {kind: tuple(float(v) for v in row) for kind, row in figures.items()})
        kept = np.sum(np.array(best_right) >= least) / np.sum(known)
        others = f"{np.sum(np.array(best_unknown) >= least)} of {int(np.sum(~known))} other pages"
        print(f"  least {least:.3f}: accuracy {kept:.4f}; chosen on {others}")
        names = json.dumps(columns[choice]).encode()
        packed += struct.pack("<I", len(names)) + names + struct.pack("<f", least)
        packed += pack_trees(fit(known), len(columns[choice]))
    Path(output).write_bytes(packed)


if __name__ == "__main__":
    main()
