#!/usr/bin/env python3
"""Trains the forests of the line classifier (needs numpy and lightgbm).

  train.py first DIR     DIR/{x,y,title,units}.f32 and pages.json -> DIR/first-KEY.json, DIR/likely-KEY.f32
  train.py second DIR    and DIR/said-KEY.f32 (by second.ts) -> DIR/{second,title}-KEY.json

KEY is a fold, whose pages no model of that key ever sees, or `all`. The second look is trained on what a first look says
of pages it was not trained on: likely-KEY.f32 has, for the pages of every other fold, the likelihoods of a first look
that saw neither that fold nor KEY.
"""
import json
import sys
import time
from pathlib import Path

import lightgbm as lgb
import numpy as np

FOLDS = 5
KEYS = ["all", *map(str, range(FOLDS))]
SEED = 20261122
BINS = 63
COMMON = {
    "objective": "cross_entropy",
    "max_bin": BINS,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "num_threads": 1,
    "deterministic": True,
    "force_col_wise": True,
    "verbose": -1,
    "seed": SEED,
}
FIRST = {**COMMON, "num_leaves": 31, "min_data_in_leaf": 200, "learning_rate": 0.14}
FIRST_TREES = 60
SECOND = {**COMMON, "num_leaves": 31, "min_data_in_leaf": 200, "learning_rate": 0.14}
SECOND_TREES = 40
# The forest of the second look is the mean of several, each trained on other pages: the lines of a page resemble each
# other, so that it is pages, not lines, that must be drawn by lot.
BAGS = 3
PAGES_PER_BAG = 0.8
TITLE = {**COMMON, "num_leaves": 15, "min_data_in_leaf": 50, "learning_rate": 0.15}
TITLE_TREES = 60
MOST_BEFORE_TITLE = 0.3


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
    # A word counts in the score, but long lines are few and sure: the root keeps short ones from being drowned.
    weight = np.sqrt(np.maximum(units, 0.5))
    return meta, x, y, title, units, fold, page, weight


def safe(names):
    return [name.replace("[", "(").replace("]", ")") for name in names]


def dataset(x, y, names):
    return lgb.Dataset(x, label=y, feature_name=safe(names), params={"max_bin": BINS, "verbose": -1}).construct()


def fit(data, rows, weight, parameters, trees):
    part = data.subset(rows).construct()
    part.set_weight(weight[rows])
    return lgb.train(parameters, part, trees)


def first(folder):
    meta, x, y, title, units, fold, page, weight = load(folder)
    data = dataset(np.asarray(x), y, meta["features"])
    numbers = range(FOLDS)
    likely = {key: np.zeros(len(y), np.float32) for key in KEYS}
    for out in [(), *((one,) for one in numbers), *((one, two) for one in numbers for two in numbers if one < two)]:
        start = time.time()
        model = fit(data, np.flatnonzero(~np.isin(fold, out)), weight, FIRST, FIRST_TREES)
        said = {one: model.predict(x[fold == one]) for one in out}
        if len(out) < 2:
            key = str(out[0]) if out else "all"
            (folder / f"first-{key}.json").write_text(json.dumps([model.dump_model()]))
        if len(out) == 1:
            likely["all"][fold == out[0]] = likely[key][fold == out[0]] = said[out[0]]
        if len(out) == 2:
            for one, other in (out, out[::-1]):
                likely[str(other)][fold == one] = said[one]
        print("first look without", *out, round(time.time() - start), "s", flush=True)
    for key in KEYS:
        likely[key].tofile(folder / f"likely-{key}.f32")


def second(folder):
    meta, x, y, title, units, fold, page, weight = load(folder)
    told = [meta["features"].index(name) for name in meta["told"]]
    names = meta["told"] + meta["likely"]
    for key in KEYS:
        start = time.time()
        likely = np.fromfile(folder / f"likely-{key}.f32", dtype=np.float32)
        said = np.memmap(folder / f"said-{key}.f32", dtype=np.float32, mode="r").reshape(len(y), -1)
        seen = (likely >= meta["least"]) & (True if key == "all" else fold != int(key))
        rows = np.flatnonzero(seen)
        data = dataset(np.concatenate([x[rows][:, told], said[rows]], axis=1), y[rows], names)
        forests = []
        for bag in range(BAGS):
            drawn = np.random.default_rng(SEED + bag).random(page.max() + 1) < PAGES_PER_BAG
            part = np.flatnonzero(drawn[page[rows]])
            model = fit(data, part, weight[rows], {**SECOND, "seed": SEED + bag}, SECOND_TREES)
            forests.append(model.dump_model())
        (folder / f"second-{key}.json").write_text(json.dumps(forests))
        # Titles are short and stand above most of the article.
        near = (title >= 0) & (units >= 1) & (units <= 40) & (True if key == "all" else fold != int(key))
        near &= (title == 1) | (said[:, meta["likely"].index("article.before")] <= MOST_BEFORE_TITLE)
        rows = np.flatnonzero(near)
        data = dataset(np.concatenate([x[rows], said[rows]], axis=1), title[rows], meta["features"] + meta["likely"])
        model = lgb.train(TITLE, data, TITLE_TREES)
        (folder / f"title-{key}.json").write_text(json.dumps([model.dump_model()]))
        print("second look without", key, round(time.time() - start), "s", flush=True)


if __name__ == "__main__":
    {"first": first, "second": second}[sys.argv[1]](Path(sys.argv[2]))
