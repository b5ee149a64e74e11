#!/usr/bin/env python3
"""verify.py FILE --key KEY [--checkpoint FILE]...: verifies a product's bundle (zip) or an export of the whole log (NDJSON).

Written from src/ProductGate.Domain/Audit/README.md alone, with Python's standard library only. It proves that nothing was
altered and nothing is missing; whether the history is lawful, `gate audit verify` says. Exit code 0: proven, 1: something is
wrong, 2: nothing could be verified.
"""
import argparse
import os
import sys

import wholelog
from bundle import Bundle
from notes import Trust, Unusable, read_key


def keys_of(values):
    for value in values:
        if os.path.exists(value):
            with open(value, encoding="utf-8") as file:
                texts = [line for line in file if line.strip()]
        else:
            texts = [value]
        for text in texts:
            key = read_key(text)
            if key is None:
                raise Unusable(f"'{text.strip()}' is not a key.")
            yield key


def text_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def verify(path, trust, kept):
    with open(path, "rb") as file:
        if file.peek(2)[:2] == b"PK":
            return Bundle(file.read()).verify(trust, kept)
        return list(wholelog.verify((line[:-1] for line in file), trust, kept))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--key", action="append", required=True)
    parser.add_argument("--checkpoint", action="append", default=[])
    given = parser.parse_args()
    try:
        findings = verify(given.file, Trust(keys_of(given.key)), [text_of(c) for c in given.checkpoint])
    except (Unusable, OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        print(f"Nothing was verified: {error}", file=sys.stderr)
        return 2
    for part, says in findings:
        print(f"{part.upper()}: {says}")
    print("PROVEN: unaltered and complete" if not findings else f"WRONG: {len(findings)} found")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
