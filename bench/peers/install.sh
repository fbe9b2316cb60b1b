#!/bin/sh
# Installs the programs that bench/html-peers.ts compares Copydesk with into the ignored folder `.peers`. One that
# cannot be installed is left out, and reported as absent.
cd "$(dirname "$0")/../.." || exit 1
mkdir -p .peers/node
python3 -m venv .peers/python && .peers/python/bin/pip install --quiet trafilatura lxml_html_clean resiliparse
# Later versions of linkedom ask for a package that is not there.
[ -f .peers/node/package.json ] || echo '{"private": true}' >.peers/node/package.json
(cd .peers/node && npm install --no-audit --no-fund --ignore-scripts linkedom@0.18.12 defuddle)
cargo build --quiet --release --manifest-path bench/peers/rs-trafilatura/Cargo.toml --target-dir .peers/rust
