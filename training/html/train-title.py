"""Trains the choice among a page's title candidates: one weight for each feature, softmax over a page's candidates.

  train-title.py FEATURES_PREFIX GOLD_FOLDER OUTPUT.json

Prints the accuracy of five folds by domain, and writes the weights from all pages.
"""
import json
import re
import sys
from pathlib import Path

import numpy as np

WORD = re.compile(r"\w+")
ROUNDS, RATE, DECAY = 400, 0.5, 1e-3


def normal(text):
    return " ".join(WORD.findall((text or "").lower()))


def fit(pages):
    """Full-batch gradient ascent on the log-likelihood of the right candidates (any of them)."""
    width = pages[0][0].shape[1]
    weights = np.zeros(width)
    speed = np.zeros(width)
    rows = np.concatenate([rows for rows, _ in pages])
    right = np.concatenate([right for _, right in pages]).astype(float)
    starts = np.cumsum([0] + [len(rows) for rows, _ in pages])[:-1]
    owner = np.repeat(np.arange(len(pages)), [len(rows) for rows, _ in pages])
    for _ in range(ROUNDS):
        scores = rows @ weights
        scores -= np.maximum.reduceat(scores, starts)[owner]
        power = np.exp(scores)
        chance = power / np.add.reduceat(power, starts)[owner]
        good = power * right
        wanted = good / np.add.reduceat(good, starts)[owner]
        gradient = (wanted - chance) @ rows / len(pages) - DECAY * weights
        speed = 0.9 * speed + gradient
        weights = weights + RATE * speed
    return weights


def main():
    prefix, gold_folder, output = sys.argv[1:4]
    labels = np.load(f"{prefix}.labels.npz")
    fold_of = {str(i): int(p[3]) for i, p in zip(labels["ids"], labels["pages"])}
    pages = []
    for line in open(f"{prefix}.titles.jsonl", encoding="utf8"):
        page = json.loads(line)
        gold = normal(json.loads((Path(gold_folder) / f"{page['id']}.json").read_text(encoding="utf8"))["ground_truth"].get("title"))
        right = np.array([normal(title) == gold for title in page["titles"]], dtype=bool)
        pages.append((page["id"], np.array(page["rows"], dtype=float).reshape(len(right), -1), right))
    usable = [page for page in pages if len(page[2]) and page[2].any()]
    print("reachable", len(usable), "of", len(pages))
    hits = 0
    for fold in range(5):
        weights = fit([page[1:] for page in usable if fold_of[page[0]] != fold])
        for number, rows, right in pages:
            if fold_of[number] == fold and len(right):
                hits += bool(right[np.argmax(rows @ weights)])
    print("accuracy", hits / len(pages))
    weights = fit([page[1:] for page in usable])
    Path(output).write_text(json.dumps([round(float(weight), 3) for weight in weights]) + "\n")


if __name__ == "__main__":
    main()
