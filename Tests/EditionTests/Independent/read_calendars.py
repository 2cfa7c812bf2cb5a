"""Reads calendars from a JSON array of texts with icalendar, and says what each of them holds.

Fails where a calendar has an error that icalendar reports, a line that is longer than RFC 5545 allows, or anything but
one VFREEBUSY in it.
"""

import json
import re
import sys

import icalendar


def epoch(value):
    return int(value.timestamp())


def text_value(text, name):
    """A text value, unescaped in one pass: icalendar 4 takes an escaped backslash before an n for the end of a line."""
    lines = [str(line) for line in icalendar.parser.Contentlines.from_ical(text)]
    (raw,) = [line[len(name) + 1 :] for line in lines if line.startswith(name + ":")]
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], raw)


def read(text):
    for line in text.encode().split(b"\r\n"):
        if len(line) > 75:
            raise SystemExit("a line of %d bytes" % len(line))
        if b"\n" in line or b"\r" in line:
            raise SystemExit("a line end that is not CR LF")
        line.decode()
    calendar = icalendar.Calendar.from_ical(text)
    parts = list(calendar.walk())
    if [part.name for part in parts] != ["VCALENDAR", "VFREEBUSY"]:
        raise SystemExit("parts: %s" % [part.name for part in parts])
    if any(part.errors for part in parts):
        raise SystemExit("errors: %s" % [part.errors for part in parts])
    free = parts[1]
    found = free.get("FREEBUSY", [])
    periods = []
    for value in found if isinstance(found, list) else [found]:
        start, end = value.start, value.end
        periods.append([str(value.params["FBTYPE"]), epoch(start), epoch(end)])
    return {
        "uid": text_value(text, "UID"),
        "comment": text_value(text, "COMMENT"),
        "start": epoch(free["DTSTART"].dt),
        "end": epoch(free["DTEND"].dt),
        "stamp": epoch(free["DTSTAMP"].dt),
        "periods": periods,
    }


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout, ensure_ascii=False)
