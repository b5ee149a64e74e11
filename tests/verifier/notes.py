"""Keys, signed notes, checkpoints and key rotations."""
import base64
import binascii
import re
from collections import namedtuple

import ed25519
from tree import sha256

Key = namedtuple("Key", "name id public text")
Checkpoint = namedtuple("Checkpoint", "origin size root products map_root at")
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"


class Unusable(Exception):
    """What cannot be read or used at all."""


def octets(text):
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return decoded if base64.b64encode(decoded).decode() == text else None


def read_key(text):
    parts = text.strip().split("+", 2)
    decoded = octets(parts[2]) if len(parts) == 3 else None
    if decoded is None or len(decoded) != 33 or decoded[0] != 1 or not parts[0]:
        return None
    identity = sha256(parts[0].encode() + b"\n" + decoded)[:4]
    return Key(parts[0], identity, decoded[1:], text.strip()) if identity.hex() == parts[1] else None


def read_note(note):
    """The text and its signatures: name, key id, signature."""
    text, separator, lines = note.rpartition("\n\n")
    if not separator or not lines.endswith("\n"):
        return None
    signatures = []
    for line in lines[:-1].split("\n"):
        match = re.fullmatch(r"\u2014 ([^\s+]+) (\S+)", line)
        decoded = octets(match[2]) if match else None
        if decoded is None or len(decoded) < 5:
            return None
        signatures.append((match[1], decoded[:4], decoded[4:]))
    return text + "\n", signatures


def read_checkpoint(text):
    number, hash_ = r"(0|[1-9]\d*)", r"([A-Za-z0-9+/]{43}=)"
    match = re.fullmatch(rf"([^\n]+)\n{number}\n{hash_}\nmap {number} {hash_}\nat ({TIME})\n", text)
    if not match or octets(match[3]) is None or octets(match[5]) is None:
        return None
    return Checkpoint(match[1], int(match[2]), octets(match[3]), int(match[4]), octets(match[5]), match[6])


class Trust:
    """Trusted keys; rotations pass the trust on and end it for what is later."""

    def __init__(self, keys):
        self.keys, self.retired = list(keys), {}

    def signer(self, note, at):
        text, signatures = note
        for key in self.keys:
            own = [s for name, identity, s in signatures if name == key.name and identity == key.id]
            if own and all(ed25519.verify(key.public, text.encode(), s) for s in own) and at <= self.retired.get(key.text, at):
                return key
        return None

    def follow(self, rotations):
        for rotation in rotations:
            note = read_note(rotation)
            match = re.fullmatch(rf"([^\n]+)\nkey rotation\n([^\n]+)\nat ({TIME})\n", note[0]) if note else None
            key = read_key(match[2]) if match else None
            old = self.signer(note, match[3]) if key else None
            if old:
                self.retired[old.text] = match[3]
                if all(key.text != k.text for k in self.keys):
                    self.keys.append(key)

    def checkpoint(self, text):
        """The checkpoint, if a trusted key of its origin has signed it."""
        note = read_note(text)
        read = read_checkpoint(note[0]) if note else None
        key = self.signer(note, read.at) if read else None
        return read if key and key.name == read.origin else None
