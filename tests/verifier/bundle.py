"""Verifies a product's bundle: unaltered and complete."""
import json
import re

import onezip
from notes import Unusable, read_checkpoint, read_note
from tree import consistent, included, leaf_hash, sha256


def digest(octets):
    return "sha256:" + sha256(octets).hex()


def hashes(digests):
    """None where one is not a digest."""
    if any(not re.fullmatch(r"sha256:[0-9a-f]{64}", d) for d in digests):
        return None
    return [bytes.fromhex(d[7:]) for d in digests]


class Bundle:
    def __init__(self, octets):
        self.files = onezip.read(octets)
        self.named = dict(self.files)
        self.manifest, self.proofs, self.keys, self.documents = (self.json(n) for n in ("manifest.json", "proofs.json", "keys.json", "documents.json"))
        self.facts, self.refusals = self.lines("facts.ndjson"), self.lines("refusals.ndjson")

    def content(self, name):
        if name not in self.named:
            raise Unusable(f"The bundle has no {name}.")
        return self.named[name]

    def json(self, name):
        try:
            return json.loads(self.content(name))
        except ValueError as error:
            raise Unusable(f"{name}: {error}") from error

    def lines(self, name):
        text = self.content(name)
        if text and not text.endswith(b"\n"):
            raise Unusable(f"{name} does not end with a whole line.")
        return text.split(b"\n")[:-1]

    def verify(self, trust, kept):
        trust.follow(self.keys["rotations"])
        newest = trust.checkpoint(self.content("checkpoint.txt").decode())
        if newest is None:
            return [("unaltered", "The checkpoint is not signed by a key that you trust: it was altered, or signed with another key.")]
        return [("unaltered", says) for says in self.altered(newest)] + [("complete", says) for says in self.incomplete(newest, trust, kept)]

    def altered(self, newest):
        m, entries = self.manifest, self.manifest["entries"]
        if m["format"] != "productgate-bundle/1":
            yield "The format is not known."
        if (m["origin"], m["size"], m["facts"]) != (newest.origin, newest.size, len(self.facts)):
            yield "manifest.json says something else than the checkpoint and the facts."
        if [e["name"] for e in entries] != [name for name, _ in self.files[1:]] or self.files[0][0] != "manifest.json":
            yield "The files are not those that manifest.json lists."
        for entry, (name, content) in zip(entries, self.files[1:]):
            if digest(content) != entry["digest"]:
                yield f"{name} is not what manifest.json says: its digest differs."
        for kind, lines in (("facts", self.facts), ("refusals", self.refusals)):
            if len(lines) != len(self.proofs[kind]):
                yield f"There are {len(lines)} {kind} and {len(self.proofs[kind])} proofs."
            for number, (line, proof) in enumerate(zip(lines, self.proofs[kind]), 1):
                path = hashes(proof["proof"])
                if path is None or not included(newest.root, newest.size, proof["index"], leaf_hash(line), path):
                    yield f"Line {number} of the {kind} is not in the log at position {proof['index']}."
        yield from self.swapped()

    def swapped(self):
        listed, facts = {d["digest"]: d["included"] for d in self.documents}, b"\n".join(self.facts)
        there = {name[10:]: content for name, content in self.files if name.startswith("documents/")}
        for name, content in there.items():
            if sha256(content).hex() != name:
                yield f"The document {name} is not the one that the facts refer to."
            if not listed.get("sha256:" + name):
                yield f"documents.json does not list the document {name} as included."
        for each, is_included in listed.items():
            if is_included and each[7:] not in there:
                yield f"The document {each} is said to be included and is not."
            if hashes([each]) is None or each[7:].encode() not in facts:
                yield f"No fact refers to the document {each}."
        for name, content in self.files:
            if name.startswith(("policies/", "calendars/")) and sha256(content).hex().encode() not in facts:
                yield f"No fact pins {name} as it is here: it was altered, or judged nothing."

    def incomplete(self, newest, trust, kept):
        product, sequence, index, head = self.manifest["product"], 0, -1, bytes(32)
        for version, (line, proof) in enumerate(zip(self.facts, self.proofs["facts"]), 1):
            fact = json.loads(line)
            if fact["kind"] != "fact" or fact.get("stream") != product:
                yield f"Line {version} is not a fact of this product: it was moved here."
                continue
            if fact["version"] != version:
                yield f"Line {version} is fact {fact['version']}: a fact is missing, doubled or out of order."
            if fact["sequence"] <= sequence or proof["index"] <= index:
                yield f"Fact {version} stands after a later one: facts were put in another order."
            sequence, index = fact["sequence"], proof["index"]
        for line in self.facts:
            head = sha256(b"\x02" + head + leaf_hash(line))
        for number, line in enumerate(self.refusals, 1):
            refusal = json.loads(line)
            if (refusal["kind"], refusal.get("product")) != ("refusal", product):
                yield f"Refusal line {number} is not a refused command on this product."
        entry = json.dumps({"head": "sha256:" + head.hex(), "length": len(self.facts), "product": product}, separators=(",", ":")).encode()
        place = self.proofs["map"]
        path = hashes(place["proof"])
        if path is None or not included(newest.map_root, newest.products, place["index"], leaf_hash(entry), path):
            yield f"The map of products does not have this product with {len(self.facts)} facts and this head: facts were cut off, left out or added, or the product was removed."
        yield from self.rewritten(newest, trust, kept)

    def rewritten(self, newest, trust, kept):
        proofs = {p["from"]: hashes(p["proof"]) for p in self.proofs["consistency"]}
        notes = [read_note(content.decode()) for name, content in self.files if name.startswith("checkpoints/")]
        older = [read_checkpoint(note[0]) if note else None for note in notes]
        if None in older or [o.size for o in older] != [p["from"] for p in self.proofs["consistency"]]:
            yield "The older checkpoints in the bundle are not those that proofs.json has proofs for."
            return
        seen = [(o, "in the bundle") for o in older] + [(trust.checkpoint(text), "that you kept") for text in kept]
        for old, where in seen:
            if old is None:
                yield "The checkpoint that you kept is not signed by a key that you trust."
            elif old.origin != newest.origin:
                yield f"The checkpoint {where} is of another log."
            elif old.size > newest.size:
                yield f"The checkpoint {where} has {old.size} leaves, the newest only {newest.size}: an old checkpoint was replayed, or the log was rolled back."
            elif old.size == newest.size:
                if old._replace(at="") != newest._replace(at=""):
                    yield f"The checkpoint {where} has the same size and another root or map: the log was forked."
            elif old.size > 0 and proofs.get(old.size) is None:
                yield f"The bundle has no consistency proof from {old.size} leaves: ask for a bundle with one."
            elif old.size > 0 and not consistent(old.size, old.root, newest.size, newest.root, proofs[old.size]):
                yield f"The log did not grow out of the checkpoint of {old.size} leaves {where}: it was rewritten or forked."
