"""Which blocks of a page are main content, by aligning their words with the gold text.

  labels.py FEATURES_PREFIX GOLD_FOLDER

Writes FEATURES_PREFIX.labels.npz: for each block the share of its words that the gold text has in the same order
(`target`), its number of words (`words`), and for each page its row range, type, fold and number of gold words;
and FEATURES_PREFIX.targets.jsonl for export-thinned.ts.
Folds are by registered domain.
"""
import json
import re
import sys
import zlib
from pathlib import Path

import numpy as np
import tldextract
from rapidfuzz.distance import LCSseq

WORD = re.compile(r"\w+")
TYPES = ["article", "documentation", "service", "forum", "collection", "listing", "product"]
FOLDS = 5
registered = tldextract.TLDExtract(suffix_list_urls=())


def domain_of(record, page):
    """The registered domain of a page's address."""
    host = registered(record.get("url") or page)
    return host.top_domain_under_public_suffix or host.domain or page


def fold_of(record, page):
    """Which fold a page is in: all pages of a domain in one."""
    return zlib.crc32(domain_of(record, page).encode()) % FOLDS


def align(block_words, gold):
    """Share of each block's words matched by a longest common subsequence of words.

    A short block only counts when its match continues a neighbour's, since short blocks match by chance.
    """
    page = [word for words in block_words for word in words]
    owner = np.repeat(np.arange(len(block_words)), [len(words) for words in block_words])
    ids = {}
    encode = lambda words: [ids.setdefault(word, len(ids)) for word in words]
    page_ids, gold_ids = encode(page), encode(gold)
    place = np.full(len(page), -1)
    for op in LCSseq.opcodes(page_ids, gold_ids):
        if op.tag == "equal":
            place[op.src_start : op.src_end] = np.arange(op.dest_start, op.dest_end)
    counts = np.bincount(owner, minlength=len(block_words)).astype(float)
    matched = np.bincount(owner[place >= 0], minlength=len(block_words)) if len(page) else counts
    share = np.divide(matched, counts, out=np.zeros(len(block_words)), where=counts > 0)
    # Scattered matches of common words are chance: what counts is runs of words in both texts.
    runs = np.zeros(len(block_words))
    for block in np.unique(owner):
        places = place[owner == block]
        places = places[places >= 0]
        if len(places) > 1:
            runs[block] = np.mean(np.diff(places) == 1)
        elif len(places) == 1:
            runs[block] = 1
    share[(runs < 0.5) & (share < 0.8)] = 0
    # A short block must stand in the gold next to a longer one that matched.
    first, last = {}, {}
    for block in np.unique(owner):
        places = place[owner == block]
        places = places[places >= 0]
        if len(places):
            first[block], last[block] = places[0], places[-1]
    trusted = sorted((first[b], last[b]) for b in first if counts[b] >= 4 and share[b] >= 0.6)
    edges = {edge for f, l in trusted for edge in (f, l)}
    for _ in range(3):
        for block in list(first):
            if counts[block] < 4 and share[block] > 0:
                near = any(first[block] - k in edges for k in range(1, 6)) or any(last[block] + k in edges for k in range(1, 6))
                if near and share[block] >= 0.5:
                    edges |= {first[block], last[block]}
    for block in list(first):
        if counts[block] < 4 and first[block] not in edges:
            share[block] = 0
    return share


def main():
    prefix, gold_folder = sys.argv[1:3]
    targets, words, pages = [], [], []
    for_thinning = open(f"{prefix}.targets.jsonl", "w", encoding="utf8")
    row = 0
    for line in open(f"{prefix}.jsonl", encoding="utf8"):
        page = json.loads(line)
        record = json.loads((Path(gold_folder) / f"{page['id']}.json").read_text(encoding="utf8"))
        kind = record["_internal"]["page_type"]["primary"]
        gold = WORD.findall((record["ground_truth"].get("main_content") or "").lower())
        block_words = [WORD.findall(text.lower()) for text in page["texts"]]
        targets.append(align(block_words, gold) if gold else np.zeros(len(block_words)))
        words.append(np.array([len(each) for each in block_words], dtype=np.float32))
        for_thinning.write(json.dumps({"id": page["id"], "type": kind, "targets": targets[-1].round(3).tolist(), "words": words[-1].astype(int).tolist()}) + "\n")
        fold = fold_of(record, page["id"])
        pages.append((page["id"], row, row + len(block_words), TYPES.index(kind), fold, len(gold)))
        row += len(block_words)
    np.savez(
        f"{prefix}.labels.npz",
        target=np.concatenate(targets).astype(np.float32),
        words=np.concatenate(words),
        ids=np.array([p[0] for p in pages]),
        pages=np.array([p[1:] for p in pages], dtype=np.int64),
    )
    print("blocks", row, "positive share", float(np.mean(np.concatenate(targets) > 0.5)))


if __name__ == "__main__":
    main()
