#!/bin/sh
# Trains models/html.bin, and the five fold models that bench/html.ts measures with, from WCXB's development pages.
#
#   sh training/html/train.sh [WCXB_FOLDER]
#
# Needs Python with lightgbm, numpy, rapidfuzz and tldextract as $PYTHON (default: python3). Takes a few minutes on
# one core and 2 GB of memory.
set -eu
data=${1:-../shared/data/wcxb-dev}
work=.cache/html
mkdir -p "$work/folds"
node training/html/export-choices.ts "$data/html" "$work/pages"
"${PYTHON:-python3}" training/html/train-choices.py "$work/pages" "$data/ground-truth" models/html-choices.bin
# Blocks are judged beside the title and the day that were chosen.
node training/html/export-features.ts "$data/html" "$work/pages"
"${PYTHON:-python3}" training/html/labels.py "$work/pages" "$data/ground-truth"
node training/html/export-thinned.ts "$data/html" "$work/pages"
"${PYTHON:-python3}" training/html/train.py "$work/pages" "$work/folds" models/html.bin
