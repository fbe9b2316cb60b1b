#!/bin/sh
# Fetches the dictionaries the English model is made from into .cache/english: Debian's wordnet-base, mythes-en-us and
# FreeDict packages, Jane Austen's novels (r-cran-janeaustenr, public domain), and the word lists in the Python wheels symspellpy and wordfreq. Needs Debian's apt, pip and unzip.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
target=$here/.cache/english
work=$here/.cache/packages
mkdir -p "$target/freedict" "$work"
cd "$work"
dictionaries=""
for language in deu fra spa ita por nld rus swe pol fin jpn ces hun tur bul ell; do
  dictionaries="$dictionaries dict-freedict-eng-$language"
done
for language in deu fra spa ita nld por; do
  dictionaries="$dictionaries dict-freedict-$language-eng"
done
# shellcheck disable=SC2086
apt-get download wordnet-base mythes-en-us r-cran-janeaustenr $dictionaries
for package in *.deb; do dpkg -x "$package" unpacked; done
cp -r unpacked/usr/share/wordnet unpacked/usr/share/mythes "$target/"
for file in unpacked/usr/share/dictd/*.dict.dz; do
  gzip -dc < "$file" > "$target/freedict/$(basename "$file" .dict.dz).dict"
done
mkdir -p "$target/novels"
cp unpacked/usr/lib/R/site-library/janeaustenr/data/Rdata.rdb "$target/novels/"
python3 -m pip download --no-deps --dest . symspellpy==6.10.1 wordfreq==3.1.1
for wheel in *.whl; do unzip -qo "$wheel" -d wheels; done
cp wheels/symspellpy/frequency_bigramdictionary_en_243_342.txt "$target/"
cp wheels/wordfreq/data/large_en.msgpack.gz "$target/frequencies.msgpack.gz"
