"""How a month of an instrument was spent: every minute of every channel painted on a bar, weakest class first."""

import datetime as dt

CLOSED, IDLE, OWN, RELATED, EXCLUDED, EXTERNAL, MAINTENANCE, DOWN = range(8)
SHARING = {"development", "research", "testing", "teaching", "training"}
EXCLUDED_PURPOSES = {"certification", "enforcement", "inspection", "filming", "medical", "telecom", "mass-inspection"}
COUNTED = {"confirmed", "running", "finished"}


def kind(booking):
    if booking["party"] == "own":
        return OWN
    if booking["party"] == "related":
        return RELATED
    assert booking["purpose"] in SHARING | EXCLUDED_PURPOSES
    return EXTERNAL if booking["purpose"] in SHARING else EXCLUDED


def used(booking):
    start = booking["actual-start"] if booking["actual-start"] is not None else booking["start"]
    end = booking["actual-end"] if booking["actual-end"] is not None else booking["end"]
    return (start, end) if start < end and booking["state"] in COUNTED else None


def offered(instrument, frame):
    """The minutes in which each channel was offered: by the hours that were in force, while it was there and disclosed."""
    count = len(instrument["channels"])
    bars = [bytearray(frame.length) for _ in range(count)]
    parts = [tuple(part) for part in instrument["earlier"]]
    if instrument["disclosure"] == "disclosed":
        left = instrument["left"]
        parts.append((frame.end, instrument["record"]["open-hours"], count if left is None else left))
    begun = frame.start
    for until, hours, there in parts:
        if hours is not None:
            pattern = bytearray(frame.length)
            for day in range(frame.days):
                for a, b in hours[(frame.first + dt.timedelta(day)).weekday()]:
                    pattern[day * 1440 + a:day * 1440 + b] = frame.shown[day * 1440 + a:day * 1440 + b]
            for bar in bars[:there]:
                for a, b in frame.ranges(begun, min(until, frame.end)):
                    bar[a:b] = either(bar[a:b], pattern[a:b])
        begun = max(begun, until)
    return bars


def either(a, b):
    return (int.from_bytes(a, "big") | int.from_bytes(b, "big")).to_bytes(len(a), "big")


def minutes(instrument, frame):
    spent, small = [0] * 8, 0
    for channel, bar in zip(instrument["channels"], offered(instrument, frame)):
        shut = [c for c in instrument["closures"] if c["channel"] in (None, channel)]

        def paint(start, end, colour, on=bar):
            for a, b in frame.ranges(start, end):
                on[a:b] = bytes([colour]) * (b - a)

        for closure in shut:
            if closure["reason"] == "holiday":
                paint(closure["start"], closure["end"], CLOSED)
        small_bar = bytearray(frame.length)
        mine = [b for b in instrument["bookings"] if b["channel"] == channel and used(b)]
        for colour in (OWN, RELATED, EXCLUDED, EXTERNAL):
            for booking in mine:
                if kind(booking) == colour:
                    paint(*used(booking), colour)
                    if colour == EXTERNAL and booking["sme"]:
                        paint(*used(booking), 1, on=small_bar)
        for reason, colour in (("maintenance", MAINTENANCE), ("fault", DOWN)):
            for closure in shut:
                if closure["reason"] == reason:
                    paint(closure["start"], closure["end"], colour)
        for colour in range(8):
            spent[colour] += bar.count(colour)
        external = bar.translate(bytes(colour == EXTERNAL for colour in range(256)))
        small += (int.from_bytes(external, "big") & int.from_bytes(small_bar, "big")).bit_count()
    return spent, small
