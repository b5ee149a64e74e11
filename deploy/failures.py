"""Prints which tests of a report (xunit XML) failed, and how each of them began to."""
import sys
import xml.etree.ElementTree as xml

LINES = 12

print("Failed:")
for found in xml.parse(sys.argv[1]).iter():
    failure = found.find("failure")
    if failure is None:
        continue
    print(f"  {found.get('name') or found.get('type')}")
    said = "\n".join((failure.findtext(part) or "").strip() for part in ("message", "stack-trace"))
    for line in [line for line in said.splitlines() if line.strip()][:LINES]:
        print(f"    {line.strip()[:300]}")
