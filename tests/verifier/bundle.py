"""Verifies a product's bundle: unaltered and complete."""
import json
import re

import onezip
from notes import Trust, Unusable, read_key
from tree import consistent, included, leaf_hash, sha256


KNOWN = ("manifest.json", "README.txt", "facts.ndjson", "refusals.ndjson", "delegations.ndjson", "proofs.json", "checkpoint.txt", "keys.json",
         "documents.json", "report.en.html", "report.zh-Hans.html")


def digest(octets):
    return "sha256:" + sha256(octets).hex()


def hashes(digests):
    """None where one is not a digest."""
    if any(not re.fullmatch(r"sha256:[0-9a-f]{64}", d) for d in digests):
        return None
    return [bytes.fromhex(d[7:]) for d in digests]


def in_map(newest, stream, lines, place):
    """Whether the map has the stream with just these lines."""
    head, path = bytes(32), hashes(place["proof"])
    for line in lines:
        head = sha256(b"\x02" + head + leaf_hash(line))
    entry = json.dumps({"head": "sha256:" + head.hex(), "length": len(lines), "product": stream}, separators=(",", ":")).encode()
    return path is not None and included(newest.map_root, newest.products, place["index"], leaf_hash(entry), path)


class Bundle:
    def __init__(self, octets):
        self.files = onezip.read(octets)
        self.named = dict(self.files)
        self.manifest, self.proofs, self.keys, self.documents = (self.json(n) for n in ("manifest.json", "proofs.json", "keys.json", "documents.json"))
        self.facts, self.refusals = self.lines("facts.ndjson"), self.lines("refusals.ndjson")
        self.delegations = self.lines("delegations.ndjson") if "delegations.ndjson" in self.named else []

    def content(self, name):
        if name not in self.named:
            raise Unusable(f"The bundle has no {name}.")
        return self.named[name]

    def json(self, name):
        try:
            value = json.loads(self.content(name))
        except ValueError as error:
            raise Unusable(f"{name}: {error}") from error
        if json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() != self.content(name):
            raise Unusable(f"{name} is not canonical.")
        return value

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
        altered = [("unaltered", says) for says in self.altered(newest)]
        # What was altered may not even be readable.
        return altered or [("complete", says) for says in self.incomplete(newest, trust, kept)]

    def altered(self, newest):
        m, entries = self.manifest, self.manifest["entries"]
        if m["format"] != "productgate-bundle/1":
            yield "The format is not known."
        if (m["origin"], m["size"], m["facts"]) != (newest.origin, newest.size, len(self.facts)):
            yield "manifest.json says something else than the checkpoint and the facts."
        if [e["name"] for e in entries] != [name for name, _ in self.files[1:]] or self.files[0][0] != "manifest.json":
            yield "The files are not those that manifest.json lists."
        for name, _ in self.files:
            if name not in KNOWN and not name.startswith(("checkpoints/", "policies/", "calendars/", "documents/")):
                yield f"{name} is no file of a bundle: nothing proves it."
        for entry, (name, content) in zip(entries, self.files[1:]):
            if digest(content) != entry["digest"]:
                yield f"{name} is not what manifest.json says: its digest differs."
        for kind, lines in (("facts", self.facts), ("refusals", self.refusals), ("delegations", self.delegations)):
            proofs = self.proofs.get(kind, [])
            if len(lines) != len(proofs):
                yield f"There are {len(lines)} {kind} and {len(proofs)} proofs."
            for number, (line, proof) in enumerate(zip(lines, proofs), 1):
                path = hashes(proof["proof"])
                if path is None or not included(newest.root, newest.size, proof["index"], leaf_hash(line), path):
                    yield f"Line {number} of the {kind} is not in the log at position {proof['index']}."
        first = read_key(self.keys["first"])
        chain = Trust([first] if first else [])
        chain.follow(self.keys["rotations"])
        if len(chain.keys) != len(self.keys["rotations"]) + 1 or chain.checkpoint(self.content("checkpoint.txt").decode()) is None:
            yield "keys.json does not lead, change by change, from the log's first key to the one that signed the checkpoint."
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
        for each in self.documents:
            called = json.dumps(each["name"], ensure_ascii=False).encode()
            if not any(each["digest"][7:].encode() in fact and called in fact for fact in self.facts):
                yield f"No fact calls the document {each['digest']} \"{each['name']}\"."
        for name, content in self.files:
            if name.startswith(("policies/", "calendars/")) and sha256(content).hex().encode() not in facts:
                yield f"No fact pins {name} as it is here: it was altered, or judged nothing."

    def incomplete(self, newest, trust, kept):
        product, sequence, index = self.manifest["product"], 0, -1
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
        for number, line in enumerate(self.refusals, 1):
            refusal = json.loads(line)
            if (refusal["kind"], refusal.get("product")) != ("refusal", product):
                yield f"Refusal line {number} is not a refused command on this product."
        if not in_map(newest, product, self.facts, self.proofs["map"]):
            yield f"The map of products does not have this product with {len(self.facts)} facts and this head: facts were cut off, left out or added, or the product was removed."
        yield from self.lent(newest)
        yield from self.rewritten(newest, trust, kept)

    def lent(self, newest):
        streams = {each["stream"]: (each, []) for each in self.proofs.get("streams", [])}
        for line in self.delegations:
            fact = json.loads(line)
            if fact["kind"] != "fact" or fact["stream"] not in streams:
                yield "A line of delegations.ndjson is not a fact of the streams that proofs.json lists."
                continue
            lines = streams[fact["stream"]][1]
            lines.append(line)
            if fact["version"] != len(lines):
                yield f"Delegation {fact['version']} of {fact['stream']} stands at {len(lines)}: one is missing, doubled or out of order."
        for stream, (place, lines) in streams.items():
            if not in_map(newest, stream, lines, place):
                yield f"The map does not have the delegations {stream} with these {len(lines)} facts."

    def rewritten(self, newest, trust, kept):
        proofs = {p["from"]: hashes(p["proof"]) for p in self.proofs["consistency"]}
        older = [trust.checkpoint(content.decode()) for name, content in self.files if name.startswith("checkpoints/")]
        if None in older or [o.size for o in older] != [p["from"] for p in self.proofs["consistency"]]:
            yield "The older checkpoints in the bundle are not signed by a key that you trust, or not those that proofs.json has proofs for."
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
