"""Trains the choices among a page's candidates for title, author and date: boosted trees that rank a page's candidates.

  train-choices.py FEATURES_PREFIX GOLD_FOLDER OUTPUT.bin

Prints the accuracy of five folds by domain on the pages whose gold has the field, and on how many of the others a
candidate is likely enough to be chosen; writes the forests from all pages for src/extract/choice-model.ts, and last that
of whether a page has an author.
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
# The rank of no `<meta>`.
NO_RANK = 99
# Titles have more to be weighed against each other: 12 leaves do better by 0.003 on average over four seeds.
LEAVES = {"title": 12, "author": 8, "date": 8}
# Below the score that all but this share of the right answers reach, none is given: better none than a wrong one.
# A page always has a title, and whether it has an author is asked of trees of their own.
LOST = {"title": None, "author": None, "date": 0, "byline": 0.025}
BYLINE = {
    **{name: value for name, value in PARAMETERS.items() if not name.startswith(("label", "lambdarank"))},
    "objective": "binary",
    "num_leaves": 10,
    "min_data_in_leaf": 10,
}
BYLINE_ROUNDS = 200
# How many candidates stand for what a page would have without its author; with one, a third more of them are taken.
TAKEN = 3


def normal(text):
    return " ".join(WORD.findall((text or "").lower()))


def same(choice, text, gold):
    return text[:10] == gold[:10] if choice == "date" else normal(text) == normal(gold)


def least_of(choice, scores):
    """The score that all but the share that may be lost of the right answers reach."""
    return -np.inf if LOST[choice] is None else np.quantile(scores, LOST[choice])


def packed(columns, least, forest):
    names = json.dumps(columns).encode()
    return struct.pack("<I", len(names)) + names + struct.pack("<f", least) + pack_trees(forest, len(columns))


def byline_samples(pages, names, gold_names, score, owner, claimed):
    """The candidates from which it is learnt whether a page's likeliest author is one, as three lists of equal length:
    the candidate, its page, and whether its page's author was taken away. The likeliest of each page, by trees that saw
    none of its site; but of pages without a gold author whose own data name one not, for most have one. And of pages with
    a gold author the likeliest three that share no word with it: what is chosen where the author stands nowhere.
    """
    chosen, whose, is_without = [], [], []
    for index in range(pages):
        own = np.flatnonzero(owner == index)
        own = own[np.argsort(-score[own])]
        known = bool(gold_names[index])
        if len(own) and (known or not claimed[own[0]]):
            chosen.append(own[0]), whose.append(index), is_without.append(False)
        gold = set(gold_names[index].split())
        others = [row for row in own if known and not gold & set(names[row].split())]
        for row in others[:TAKEN]:
            chosen.append(row), whose.append(index), is_without.append(True)
    return np.array(chosen), np.array(whose), np.array(is_without)


def train_byline(columns, rows, right, known, is_without, whose, folds):
    """Whether a page's likeliest author is one."""

    def fit(chosen):
        return lgb.train(BYLINE, lgb.Dataset(rows[chosen], right[chosen].astype(int)), BYLINE_ROUNDS)

    score = np.zeros(len(rows))
    for number in range(FOLDS):
        held_out = folds == number
        score[held_out] = fit(~held_out).predict(rows[held_out], num_threads=1, raw_score=True)
    least = least_of("byline", score[right])
    given, others = score >= least, ~known
    # Of candidates beside the author only the likeliest of a page would be asked about.
    is_first = is_without & np.r_[True, (whose[1:] != whose[:-1]) | ~is_without[:-1]]
    print(
        f"byline least {least:.3f}: right {np.sum(given & right)}, wrong {np.sum((given & known & ~is_without) & ~right)}; "
        f"given where the author was taken away {np.sum(given & is_first)} of {np.sum(is_first)}, "
        f"on pages without one {np.sum(given & others)} of {np.sum(others)}"
    )
    return packed(columns, least, fit(np.ones(len(rows), bool)))


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
    model = b"CDPICK02"
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
        least = least_of(choice, best_right)
        figures = {kind: tuple(np.mean(pairs, axis=0).round(4)) + (len(pairs),) for kind, pairs in hits.items()}
        print(choice, "accuracy, reachable, pages:", {kind: tuple(float(v) for v in row) for kind, row in figures.items()})
        kept = np.sum(np.array(best_right) >= least) / np.sum(known)
        others = f"{np.sum(np.array(best_unknown) >= least)} of {int(np.sum(~known))} other pages"
        print(f"  least {least:.3f}: accuracy {kept:.4f}; chosen on {others}")
        model += packed(columns[choice], least, fit(known))
        if choice == "author":
            in_json_ld, rank_of_meta = (columns[choice].index(name) for name in ("in JSON-LD", "rank of meta"))
            claimed = (rows[:, in_json_ld] > 0) | (rows[:, rank_of_meta] < NO_RANK)
            names = [normal(text) for page in pages for text in page[choice]["texts"]]
            gold_names = [normal(gold[page["id"]].get(field)) for page in pages]
            sample, whose, is_without = byline_samples(len(pages), names, gold_names, score, owner, claimed)
            signs = np.array([row for page in pages for row in page[choice]["signs"]], dtype=np.float32)
            byline = train_byline(
                columns["byline"],
                np.hstack([rows[sample], signs[sample]]),
                right[sample],
                known[whose],
                is_without,
                whose,
                folds[whose],
            )
    Path(output).write_bytes(model + byline)


if __name__ == "__main__":
    main()
