"""The clock on the wall, from Python's own copy of the zone database."""

import datetime as dt
import functools
from zoneinfo import ZoneInfo

UTC = dt.timezone.utc


@functools.cache
class Frame:
    """A month on the wall: which minute of it the clock shows at which second."""

    def __init__(self, month, zone):
        year, number = map(int, month.split("-"))
        self.first = dt.date(year, number, 1)
        after = dt.date(year + number // 12, number % 12 + 1, 1)
        self.days = (after - self.first).days
        self.length = self.days * 1440
        self.zone = ZoneInfo(zone)
        self.origin = int(dt.datetime(year, number, 1, tzinfo=UTC).timestamp())
        low, high = self.origin - 40 * 86400, self.origin + (self.days + 40) * 86400
        self.pieces = []
        at, offset = low, self.offset(low)
        probe = low
        while probe < high:
            following = min(probe + 3600, high)
            if self.offset(following) != offset:
                a, b = probe, following
                while b - a > 1:
                    middle = (a + b) // 2
                    a, b = (middle, b) if self.offset(middle) == offset else (a, middle)
                self.pieces.append((at, b, offset))
                at, offset = b, self.offset(b)
            probe = following
        self.pieces.append((at, high, offset))
        self.shown = bytearray(self.length)
        for a, b in self.ranges(low, high):
            self.shown[a:b] = b"\1" * (b - a)
        self.start = self.instant(self.first)
        self.end = self.instant(after)

    def day(self, second):
        return dt.datetime.fromtimestamp(second, self.zone).date()

    def text(self, second):
        return dt.datetime.fromtimestamp(second, self.zone).isoformat(timespec="seconds")

    def offset(self, second):
        return int(dt.datetime.fromtimestamp(second, self.zone).utcoffset().total_seconds())

    def instant(self, day, minute=0):
        """When the clock shows a day's minute."""
        return int(dt.datetime(day.year, day.month, day.day, *divmod(minute, 60), tzinfo=self.zone).timestamp())

    def ranges(self, start, end):
        for a, b, offset in self.pieces:
            a, b = max(a, start), min(b, end)
            if a < b:
                low = max(0, (a + offset - self.origin) // 60)
                high = min(self.length, (b + offset - self.origin) // 60)
                if low < high:
                    yield low, high
