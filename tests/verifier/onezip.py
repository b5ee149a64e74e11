"""Reads zip files that have the bundle's one form, and no others."""
import struct
import zlib

from notes import Unusable


def header(name, content):
    return b"\x14\0\0\x08\0\0\0\0\x21\0" + struct.pack("<IIIHH", zlib.crc32(content), len(content), len(content), len(name), 0)


def write(files):
    local, central = bytearray(), bytearray()
    for name, content in files:
        name = name.encode()
        central += b"PK\1\2\x14\0" + header(name, content) + bytes(10) + struct.pack("<I", len(local)) + name
        local += b"PK\3\4" + header(name, content) + name + content
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(central), len(local), 0)
    return bytes(local + central + end)


def read(octets):
    files, at = [], 0
    try:
        while octets[at:at + 4] == b"PK\3\4":
            size, length = struct.unpack_from("<I", octets, at + 18)[0], struct.unpack_from("<H", octets, at + 26)[0]
            begin = at + 30 + length
            files.append((octets[at + 30:begin].decode(), octets[begin:begin + size]))
            at = begin + size
    except (struct.error, UnicodeDecodeError):
        files = []
    if not files or write(files) != octets:
        raise Unusable("The file is not a bundle as it was written: some of its bytes were changed, cut off or added, or it was packed anew.")
    return files
