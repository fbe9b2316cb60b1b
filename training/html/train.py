"""Trains the judge of blocks and writes it for src/extract/block-model.ts.

  train.py FEATURES_PREFIX FOLDS_FOLDER MODEL.bin

Reads what export-features.ts and labels.py made. Writes FOLDS_FOLDER/fold-N.bin, each trained without the pages of
fold N, FOLDS_FOLDER/folds.json (page id to fold), and MODEL.bin, trained on all pages.
"""
import json
import struct
import sys
from pathlib import Path

import lightgbm as lgb
import numpy as np
from trees import pack_trees

ROUNDS = 200
PARAMETERS = {
    "objective": "cross_entropy",
    "num_leaves": 15,
    "learning_rate": 0.08,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.2,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 63,
    "num_threads": 1,
    "verbose": -1,
    "deterministic": True,
    "seed": 1,
}
# A block counts by its words, though long ones less than in proportion; a page counts by the root of its words.
THINNED_WEIGHT = 0.5
LONGEST, BLOCK_POWER, PAGE_POWER, PAGE_OFFSET = 200, 0.7, 0.5, 20


def weights(words, page_of, page_count):
    weight = np.minimum(words, LONGEST) ** BLOCK_POWER
    page_weight = np.bincount(page_of, weight, minlength=page_count)[page_of]
    weight = weight / (page_weight + PAGE_OFFSET) ** PAGE_POWER
    return weight / weight.mean()


def pack(booster, columns):
    """The model file: see readBlockModel."""
    names = json.dumps(columns).encode()
    return b"CDHTML01" + struct.pack("<I", len(names)) + names + pack_trees(booster, len(columns))


def main():
    prefix, folds_folder, model_path = sys.argv[1:4]
    columns = json.loads(Path(f"{prefix}.columns.json").read_text())
    features = np.fromfile(f"{prefix}.f32", dtype=np.float32).reshape(-1, len(columns))
    labels = np.load(f"{prefix}.labels.npz")
    target, words, pages = labels["target"], labels["words"], labels["pages"]
    page_of = np.repeat(np.arange(len(pages)), pages[:, 1] - pages[:, 0])
    fold = pages[:, 3][page_of]
    weight = weights(words, page_of, len(pages))

    # Thinned copies of article pages stand behind the pages, in the fold of their page.
    fold_of = {str(i): int(p[3]) for i, p in zip(labels["ids"], pages)}
    thin = [json.loads(line) for line in open(f"{prefix}.thin.jsonl", encoding="utf8")]
    thin_sizes = [len(page["words"]) for page in thin]
    thin_words = np.concatenate([page["words"] for page in thin]).astype(np.float32)
    thin_fold = np.repeat([fold_of[page["id"]] for page in thin], thin_sizes)
    thin_weight = weights(thin_words, np.repeat(np.arange(len(thin)), thin_sizes), len(thin)) * THINNED_WEIGHT
    thin_features = np.fromfile(f"{prefix}.thin.f32", dtype=np.float32).reshape(-1, len(columns))
    real = len(target)
    features = np.concatenate([features, thin_features])
    target = np.concatenate([target, *[page["targets"] for page in thin]]).astype(np.float32)
    words, fold = np.concatenate([words, thin_words]), np.concatenate([fold, thin_fold])
    weight = np.concatenate([weight, thin_weight])

    data = lgb.Dataset(features, target, weight=weight, params=PARAMETERS, free_raw_data=False).construct()

    def train(chosen):
        return lgb.train(PARAMETERS, data.subset(np.flatnonzero(chosen)), ROUNDS)

    folder = Path(folds_folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "folds.json").write_text(json.dumps({str(i): int(p[3]) for i, p in zip(labels["ids"], pages)}))
    oof = np.zeros(real)
    for number in range(5):
        booster = train((fold != number) & (words > 0))
        held_out = np.flatnonzero(fold[:real] == number)
        oof[held_out] = booster.predict(features[held_out], num_threads=1)
        (folder / f"fold-{number}.bin").write_bytes(pack(booster, columns))
        print("fold", number, flush=True)
    np.save(f"{prefix}.oof.npy", oof)
    Path(model_path).write_bytes(pack(train(words > 0), columns))


if __name__ == "__main__":
    main()
