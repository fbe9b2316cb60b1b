"""What ftfy makes of the same input: `time REPEATS FILE…` or `cases FILE`; JSON on stdout."""

import json
import sys
import time

import ftfy


def measure(repeats, files):
    inputs = [open(file, 'rb').read() for file in files]
    best = float('inf')
    for _ in range(repeats):
        begun = time.process_time()
        for data in inputs:
            ftfy.fix_text(data.decode('utf-8', 'replace'))
        best = min(best, time.process_time() - begun)
    return {'seconds': best, 'bytes': sum(map(len, inputs))}


def outcomes(file):
    with open(file, encoding='utf-8') as stream:
        originals = [case['original'] for case in json.load(stream)]
    return [{'encoding': ftfy.fix_encoding(text), 'text': ftfy.fix_text(text)} for text in originals]


command, *rest = sys.argv[1:]
result = measure(int(rest[0]), rest[1:]) if command == 'time' else outcomes(rest[0])
json.dump(result, sys.stdout)
