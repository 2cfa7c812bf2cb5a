"""What the rules of disclosure find in a month, judged again from the register's rows, with the standard library alone.

Whom a rule binds and what it asks is taken from its text; its modes and numbers come with each instrument.
"""

import datetime as dt

COLUMNS = "unit instrument rule since park mended limit found title-zh title-en".split()
TEXTS = "model maker class-scheme class-code funding location function contact complaints".split()


def said(text):
    return bool((text or "").strip())


def amount(text):
    """`30d`, `15wd`, `60h`, `1h30m`, `500000yuan` as a number and its unit; minutes for lengths of time."""
    if text == "off":
        return None, None
    if text.endswith("wd"):
        return int(text[:-2]), "wd"
    if text.endswith("d"):
        return int(text[:-1]), "d"
    if text[-1] in "hm":
        hours, _, rest = text.partition("h") if "h" in text else ("0", "", text)
        return int(hours) * 60 + int(rest.rstrip("m") or 0), "m"
    return float(text.removesuffix("yuan")), "yuan"


def span(minutes):
    if minutes >= 2880 and minutes % 1440 == 0:
        return f"{minutes // 1440}d"
    return hours(minutes)


def hours(minutes):
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest}m"
    return f"{whole}h{rest}m" if rest else f"{whole}h"


class Duty:
    """Whether an instrument has to be disclosed (D1), by when (D3), and what its record misses (D2)."""

    def __init__(self, instrument):
        record, self.policy = instrument["record"], instrument["policy"]
        share, value = record["public-share"], record["original-value"]
        threshold = amount(self.policy["D1"]["threshold"])[0]
        if share is None:
            self.required = True
        else:
            cheap = threshold is not None and value is not None and value < threshold * 100
            self.required = share > 0 and bool(record["commitment"]) and not cheap
        self.accepted = dt.date.fromisoformat(record["acceptance-date"]) if record["acceptance-date"] else None
        self.deadline = None
        if self.on("D3") and self.required and self.accepted:
            count, unit = amount(self.policy["D3"]["within"])
            self.deadline = self.accepted
            while count:
                self.deadline += dt.timedelta(1)
                count -= unit == "d" or self.deadline.weekday() < 5
        missing = [not said(record["number"]), not said(record["name"])]
        if self.required:
            services, week = record["services"], record["open-hours"]
            missing += [not said(record[column]) for column in TEXTS]
            missing += [value is None, share is None, self.accepted is None, not record["access"]]
            missing += [not services or not all(said(code) and said(content) for code, content, _ in services)]
            missing += [not week or not any(week)]
        self.missing = sum(missing)

    def on(self, rule):
        return self.policy[rule]["mode"] != "off"


class Duties:
    """The sums of a unit."""

    def __init__(self):
        self.required = self.listed = self.complete = self.due = self.in_time = self.withdrawn = self.exempt = 0

    def add(self, instrument, duty):
        state = instrument["disclosure"]
        self.withdrawn += state == "withdrawn"
        self.exempt += state == "exempt"
        if not duty.required or state not in ("undisclosed", "disclosed"):
            return
        self.required += 1
        if state == "undisclosed":
            self.due += duty.deadline is not None and self.frame.instant(duty.deadline + dt.timedelta(1)) < self.frame.end
            return
        self.listed += 1
        self.complete += duty.missing == 0
        if duty.deadline is not None:
            self.due += 1
            self.in_time += self.frame.day(instrument["since"]) <= duty.deadline


def judged(instrument, duty, frame, now):
    """Rule, since when, mended when, the rule's number, and what was found."""
    record, state, policy = instrument["record"], instrument["disclosure"], instrument["policy"]
    if state not in ("undisclosed", "disclosed"):
        return
    first = confirmed = None
    if state == "disclosed":
        first, confirmed = instrument["dates"] or (instrument["since"], instrument["since"])
    if duty.deadline and (state == "undisclosed" or first is not None):
        since, until = frame.instant(duty.deadline + dt.timedelta(1)), now if first is None else first
        if since <= until:
            yield "D3", since, first, policy["D3"]["within"], f"{(frame.day(until) - duty.accepted).days}d"
    if state == "undisclosed":
        return
    if duty.on("D6"):
        for before, at in instrument["confirmations"]:
            stale = frame.instant(frame.day(before) + dt.timedelta(amount(policy["D6"]["days"])[0] + 1))
            if stale <= at:
                yield "D6", stale, at, policy["D6"]["days"], f"{(frame.day(at) - frame.day(before)).days}d"
    opened = lambda rule: instrument["opened"].get(rule, confirmed)
    if duty.on("D2") and duty.missing:
        yield "D2", opened("D2"), None, "", str(duty.missing)
    if duty.on("D6"):
        last = frame.day(confirmed) + dt.timedelta(amount(policy["D6"]["days"])[0])
        stale = frame.instant(last + dt.timedelta(1))
        if stale <= now:
            yield "D6", stale, None, policy["D6"]["days"], f"{(frame.day(now) - frame.day(confirmed)).days}d"
    if not duty.required or record["status"] == "retired":
        return
    if duty.on("O7") and any(fen > 0 for _, _, fen in record["services"]) and not said(record["price-basis"]):
        yield "O7", opened("O7"), None, "", ""
    week = record["open-hours"]
    if duty.on("O10") and week is not None:
        least, length = amount(policy["O10"]["hours"])[0], sum(b - a for day in week for a, b in day)
        if length < least:
            yield "O10", opened("O10"), None, hours(least), hours(length)
        notice = amount(policy["O10"]["notice"])[0] * 86400
        for closure in instrument["closures"]:
            if closure["reason"] == "fault" or closure["announced"] is None:
                continue
            taken = opened_seconds(week, closure["start"], closure["end"], frame)
            if max(closure["start"] - closure["announced"], 0) < notice and taken:
                ended = closure["end"] if closure["end"] <= now else None
                yield "O10", closure["announced"], ended, span(notice // 60), span(taken // 60)
    if duty.on("O11") and record["access"] and not {"assisted", "sample"} & set(record["access"]):
        if not said(record["no-assistance"]):
            yield "O11", opened("O11"), None, "", ""


def opened_seconds(week, start, end, frame):
    """How much of a time is open."""
    taken, day = 0, frame.day(start) - dt.timedelta(1)
    while frame.instant(day) < end:
        for a, b in week[day.weekday()]:
            edge = lambda m: frame.instant(day + dt.timedelta(1)) if m == 1440 else frame.instant(day, m)
            taken += max(0, min(edge(b), end) - max(edge(a), start))
        day += dt.timedelta(1)
    return taken


def of_month(month, frame, duties):
    """One row for each place, rule and moment; mended within the month or not at all."""
    Duties.frame = frame
    rows = [dict(row, limit="", found="") for row in month["recorded"]]
    for instrument in month["instruments"]:
        for rule, since, mended, limit, found in judged(instrument, duties[instrument["path"]], frame, month["moment"]):
            rows.append({
                "rule": rule, "unit": instrument["unit"], "park": instrument["park"],
                "instrument": instrument["number"], "since": since, "limit": limit, "found": found,
                "mended": mended if mended is not None and mended < frame.end else None,
            })
    kept = {}
    hidden = {(i["unit"], i["number"]) for i in month["instruments"] if i["disclosure"] == "exempt"}
    for row in rows:
        if (row["unit"], row["instrument"]) in hidden:
            continue
        if row["since"] >= frame.end or (row["mended"] is not None and row["mended"] < frame.start):
            continue
        key = row["unit"], row["instrument"], row["rule"], row["since"]
        if key in kept:
            other = kept[key]
            both = [row["mended"], other["mended"]]
            row = dict(
                row, limit=other["limit"] or row["limit"], mended=None if None in both else max(both),
                found="; ".join(sorted({row["found"], other["found"]} - {""})))
        kept[key] = row
    return list(kept.values())


def cells(row, month, frame):
    time = lambda second: "" if second is None else frame.text(second)
    return [row["unit"], row["instrument"], row["rule"], time(row["since"]), row["park"], time(row["mended"]),
            row["limit"], row["found"], *month["titles"][row["rule"]]]
