"""Counts months again from the ledger's rows alone, with nothing but Python's standard library.

Reads one JSON object a line, writes one JSON object a line: the bytes of usage.csv, units.csv and findings.csv as text, and
for several months of one zone the sums of the roll-up. How minutes are counted is in minutes.py, what the rule book finds in
findings.py.
"""

import csv
import io
import json
import sys
from fractions import Fraction

import findings
from frame import Frame
from minutes import COUNTED, EXCLUDED, EXTERNAL, IDLE, CLOSED, DOWN, MAINTENANCE, OWN, RELATED, kind, minutes, used

FIGURES = (
    "channels capacity-min run-external-min of-which-sme-min run-external-excluded-min run-related-min run-internal-min "
    "maintenance-min down-min open-idle-min closed-min run-total-min sharing-rate requests accepted refused withdrawn "
    "expired refused-by-reason reply-median-min reply-p90-min unit-cancelled no-show external-users sme-users "
    "billed-external refunds voucher"
).split()


class Figures:
    def __init__(self):
        self.channels, self.spent, self.small = 0, [0] * 8, 0
        self.counts = dict.fromkeys(["requests", "accepted", "refused", "withdrawn", "expired", "unit-cancelled", "no-show"], 0)
        self.reasons, self.replies, self.users, self.sme = {}, [], set(), set()
        self.billed = self.refund = self.voucher = 0

    @classmethod
    def of(cls, instrument, frame):
        own = cls()
        own.channels = len(instrument["channels"])
        own.spent, own.small = minutes(instrument, frame)
        within = lambda at: frame.start <= at < frame.end
        for b in instrument["bookings"]:
            if b["party"] != "outside":
                continue
            own.counts["requests"] += within(b["requested"])
            answer = b["answer"]
            if answer and within(answer["at"]):
                if answer["refusal"] is None:
                    own.counts["accepted"] += 1
                else:
                    own.counts["refused"] += 1
                    own.reasons[answer["refusal"]] = own.reasons.get(answer["refusal"], 0) + 1
                if not answer["automatic"]:
                    own.replies.append(answer["at"] // 60 - b["requested"] // 60)
            if b["ending"] and within(b["ending"]["at"]):
                own.counts[b["ending"]["kind"]] += 1
            for payment in b["payments"]:
                if within(payment["at"]):
                    setattr(own, payment["kind"], getattr(own, payment["kind"]) + payment["fen"])
            if within(b["start"]):
                own.counts["no-show"] += b["state"] == "no-show"
                own.billed += b["price"] if b["state"] in COUNTED else 0
            time = used(b)
            if time and kind(b) == EXTERNAL:
                first, last = time[0] // 60, time[1] // 60
                if first < last and first < frame.end // 60 and frame.start // 60 < last:
                    own.users.add(b["organisation"])
                    if b["sme"]:
                        own.sme.add(b["organisation"])
        return own

    def add(self, other, most_channels=False):
        self.channels = max(self.channels, other.channels) if most_channels else self.channels + other.channels
        self.spent = [a + b for a, b in zip(self.spent, other.spent)]
        self.small += other.small
        for name, count in other.counts.items():
            self.counts[name] += count
        for name, count in other.reasons.items():
            self.reasons[name] = self.reasons.get(name, 0) + count
        self.replies = self.replies + other.replies
        self.users, self.sme = self.users | other.users, self.sme | other.sme
        self.billed, self.refund = self.billed + other.billed, self.refund + other.refund
        self.voucher += other.voucher

    def cells(self):
        s = self.spent
        run = s[EXTERNAL] + s[EXCLUDED] + s[RELATED] + s[OWN]
        replies = sorted(self.replies)
        rank = lambda percent: replies[-(-len(replies) * percent // 100) - 1] if replies else ""
        hidden = lambda users: "<3" if len(users) < 3 else len(users)
        yuan = lambda fen: f"{fen // 100}.{fen % 100:02}"
        named = dict(
            zip(
                FIGURES,
                [self.channels, sum(s), s[EXTERNAL], self.small, s[EXCLUDED], s[RELATED], s[OWN], s[MAINTENANCE], s[DOWN],
                 s[IDLE], s[CLOSED], run, ratio(s[EXTERNAL], run)],
            )
        )
        named.update(self.counts)
        named["refused-by-reason"] = ";".join(f"{k}:{v}" for k, v in sorted(self.reasons.items()) if v)
        named["reply-median-min"], named["reply-p90-min"] = rank(50), rank(90)
        named["external-users"], named["sme-users"] = hidden(self.users), hidden(self.sme)
        named["billed-external"], named["refunds"], named["voucher"] = map(yuan, (self.billed, self.refund, self.voucher))
        return [named[name] for name in FIGURES]


def ratio(part, whole):
    if not whole:
        return ""
    scaled = (part * 20000 + whole) // (2 * whole)
    return f"{scaled // 10000}.{scaled % 10000:04}"


def table(heading, rows, keys=1):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    rows = [["" if cell is None else str(cell) for cell in row] for row in rows]
    writer.writerows(sorted(rows, key=lambda row: [cell.encode() for cell in row[:keys]]))
    return text.getvalue()


UNITS = (
    "unit park required listed opening-rate complete completeness due in-time timeliness withdrawn-instruments "
    "exempt-instruments instruments"
).split() + FIGURES + ["findings", "rank"]


def units_table(month, listed, duties, found):
    """Every unit of the zone: what it owes and has disclosed, what its instruments did, and its rank."""
    units = []
    for code, park in month["units"]:
        figures, duty = Figures(), findings.Duties()
        mine = [i for i in month["instruments"] if i["unit"] == code]
        for instrument in mine:
            duty.add(instrument, duties[instrument["path"]])
            if instrument["path"] in listed:
                figures.add(listed[instrument["path"]])
        count = sum(i["path"] in listed for i in mine)
        still = sum(row["unit"] == code and row["mended"] is None for row in found)
        run = sum(figures.spent[colour] for colour in (EXTERNAL, EXCLUDED, RELATED, OWN))
        external = figures.spent[EXTERNAL]
        units.append({
            "cells": [code, park, duty.required, duty.listed, ratio(duty.listed, duty.required), duty.complete,
                      ratio(duty.complete, duty.listed), duty.due, duty.in_time, ratio(duty.in_time, duty.due),
                      duty.withdrawn, duty.exempt, count] + figures.cells() + [still],
            "ranked": duty.required + count > 0,
            "order": (Fraction(duty.listed, duty.required) if duty.required else Fraction(1),
                      Fraction(external, run) if run else Fraction(0), external, -still),
        })
    for unit in units:
        ahead = sum(other["ranked"] and other["order"] > unit["order"] for other in units)
        unit["cells"].append(ahead + 1 if unit["ranked"] else None)
    return table(UNITS, (unit["cells"] for unit in units))


def main():
    years = {}
    for line in sys.stdin:
        month = json.loads(line)
        frame = Frame(month["month"], month["zone"])
        listed = {
            i["path"]: Figures.of(i, frame) for i in month["instruments"] if i["disclosure"] in ("disclosed", "withdrawn")
        }
        duties = {i["path"]: findings.Duty(i) for i in month["instruments"]}
        found = findings.of_month(month, frame, duties)
        for path, own in listed.items():
            year = years.setdefault(month["year"], {}).setdefault(path, [0, Figures()])
            year[0] += 1
            year[1].add(own, most_channels=True)
        print(json.dumps({
            "usage": table(["instrument"] + FIGURES, ([path] + own.cells() for path, own in listed.items())),
            "units": units_table(month, listed, duties, found),
            "findings": table(findings.COLUMNS, (findings.cells(row, month, frame) for row in found), keys=4),
        }))
    for year in sorted(years):
        print(json.dumps({
            "year": table(["instrument", "months"] + FIGURES, ([p, n] + f.cells() for p, (n, f) in years[year].items()))
        }))


main()
