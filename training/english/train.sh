#!/bin/sh
# Builds models/english from ../shared/data and .cache/english, in order; with COPYDESK_LANGUAGE another language's
# model (training/README.md). Some twenty minutes on one core.
set -eu
cd "$(dirname "$0")/../.."
export NODE_OPTIONS=--max-old-space-size=6000
node training/english/vocabulary.ts
node training/english/counts.ts
node training/english/candidates.ts
node training/english/cases.ts
node training/english/vectors.ts
# Needs Debian's apertium with apertium-en-gl, apertium-hbs-eng and apertium-eo-en.
if [ "${COPYDESK_LANGUAGE:-english}" = english ]; then node training/english/round-trips.ts; fi
node training/english/weights.ts
node training/english/verdict.ts
