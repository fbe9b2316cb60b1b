#!/usr/bin/env python3
"""Trains the forests of the line classifier (needs numpy and lightgbm).

  train.py DIR [KEY...]    DIR/{x,y,title,units}.f32 and pages.json -> DIR/{text,title}-KEY.json

KEY is a fold, whose pages the model never sees, or `all`. The forest is a mean of several boosted ones, each trained on
other pages: lines of a page resemble each other, so that it is pages, not lines, that must be drawn by lot.
"""
import json
import sys
import time
from pathlib import Path

import lightgbm as lgb
import numpy as np

FOLDS = 5
SEED = 20261122
BAGS = 3
PAGES_PER_BAG = 0.8
COMMON = {
    "objective": "cross_entropy",
    "max_bin": 63,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "num_threads": 1,
    "deterministic": True,
    "force_col_wise": True,
    "verbose": -1,
}
TEXT = {**COMMON, "num_leaves": 31, "min_data_in_leaf": 200, "learning_rate": 0.14}
TEXT_TREES = 50
TITLE = {**COMMON, "num_leaves": 15, "min_data_in_leaf": 50, "learning_rate": 0.15}
TITLE_TREES = 40


def load(folder):
    meta = json.loads((folder / "pages.json").read_text())
    x = np.memmap(folder / "x.f32", dtype=np.float32, mode="r").reshape(-1, len(meta["features"]))
    y, title, units = (np.fromfile(folder / f"{name}.f32", dtype=np.float32) for name in ("y", "title", "units"))
    fold = np.zeros(len(y), np.int8)
    page = np.zeros(len(y), np.int32)
    numbers = {}
    for one in meta["pages"]:
        rows = slice(one["from"], one["to"])
        fold[rows] = one["fold"]
        page[rows] = numbers.setdefault(one["id"], len(numbers))
    return meta, x, y, title, units, fold, page


def fit(x, y, weight, names, parameters, trees):
    data = lgb.Dataset(x, label=y, weight=weight, feature_name=names, params={"max_bin": parameters["max_bin"]})
    return lgb.train(parameters, data, trees)


def main(folder, keys):
    meta, x, y, title, units, fold, page = load(folder)
    names = [name.replace("[", "(").replace("]", ")") for name in meta["features"]]
    # A word counts in the score, but long lines are few and sure: the root keeps short ones from being drowned.
    weight = np.sqrt(np.maximum(units, 0.5))
    for key in keys:
        start = time.time()
        seen = np.ones(len(y), bool) if key == "all" else fold != int(key)
        forests = []
        for bag in range(BAGS):
            drawn = np.random.default_rng(SEED + bag).random(page.max() + 1) < PAGES_PER_BAG
            rows = np.flatnonzero(seen & drawn[page])
            model = fit(x[rows], y[rows], weight[rows], names, {**TEXT, "seed": SEED + bag}, TEXT_TREES)
            forests.append(model.dump_model())
        (folder / f"text-{key}.json").write_text(json.dumps(forests))
        # Titles are short and stand high on the page.
        rows = np.flatnonzero(seen & (title >= 0) & (units >= 1) & (units <= 40))
        rows = rows[(title[rows] == 1) | (np.random.default_rng(SEED).random(len(rows)) < 0.3)]
        model = fit(x[rows], title[rows], None, names, {**TITLE, "seed": SEED}, TITLE_TREES)
        (folder / f"title-{key}.json").write_text(json.dumps([model.dump_model()]))
        print("without", key, round(time.time() - start), "s", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ["all", *map(str, range(FOLDS))])
