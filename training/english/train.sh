#!/bin/sh
# Builds models/english from ../shared/data and .cache/english, in order. Some twenty minutes on one core.
set -eu
cd "$(dirname "$0")/../.."
export NODE_OPTIONS=--max-old-space-size=6000
node training/english/vocabulary.ts
node training/english/counts.ts
node training/english/candidates.ts
node training/english/vectors.ts
# Needs Debian's apertium with apertium-en-gl, apertium-hbs-eng and apertium-eo-en.
node training/english/round-trips.ts
node training/english/weights.ts
