"""Verifies an export of the whole log, line by line."""
import json

from notes import Unusable
from tree import Frontier, leaf_hash, root_of, sha256


def entry_hash(product, length, head):
    return leaf_hash(json.dumps({"head": "sha256:" + head.hex(), "length": length, "product": product}, separators=(",", ":")).encode())


def verify(lines, trust, kept):
    """Findings, given the lines without their line feeds."""
    lines = iter(lines)
    first = json.loads(next(lines))
    if first.get("format") != "productgate-log/1":
        raise Unusable("This is not an export of a log.")
    trust.follow(first["keys"]["rotations"])
    kept = [trust.checkpoint(text) for text in kept]
    if None in kept:
        yield "complete", "A checkpoint that you kept is not signed by a key that you trust."
    kept = [k for k in kept if k]
    tree, heads, sequence = Frontier(), {}, 0

    def state():
        return tree.size, tree.root(), len(heads), root_of(entry_hash(p, n, h) for p, (n, h) in heads.items())

    line = next(lines, None)
    for following in lines:
        leaf = json.loads(line)
        if leaf["kind"] == "fact":
            length, head = heads.get(leaf["stream"], (0, bytes(32)))
            if leaf["version"] != length + 1:
                yield "complete", f"Leaf {tree.size} is fact {leaf['version']} of {leaf['stream']} after its fact {length}: a fact is missing, doubled or out of order."
            if leaf["sequence"] <= sequence:
                yield "complete", f"Leaf {tree.size} has the sequence {leaf['sequence']} after {sequence}."
            heads[leaf["stream"]] = length + 1, sha256(b"\x02" + head + leaf_hash(line))
            sequence = leaf["sequence"]
        tree.append(leaf_hash(line))
        for old in [k for k in kept if k.size == tree.size]:
            if (old.size, old.root, old.products, old.map_root) != state():
                yield "complete", f"You kept a checkpoint of {old.size} leaves with another root or map: the log was rewritten or forked."
        line = following
    newest = trust.checkpoint(json.loads(line)["checkpoint"]) if line else None
    if newest is None:
        yield "unaltered", "The checkpoint is not signed by a key that you trust."
    elif (newest.size, newest.root) != state()[:2]:
        yield "unaltered", "The leaves do not have the root that the checkpoint signs: one was altered, cut off, moved or replaced."
    elif (newest.products, newest.map_root) != state()[2:]:
        yield "complete", "The map of products that the checkpoint signs is not that of these facts: a product was removed, or its facts were cut off."
    for old in (k for k in kept if k.size > tree.size):
        yield "complete", f"You kept a checkpoint of {old.size} leaves; the log has only {tree.size}."
