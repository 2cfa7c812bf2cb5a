import Booking
import Edition
import Glibc
import Testing

/// What holds between editions, whatever is in them.
struct RevisionTests {
    /// One month as it may look some facts later: another actual use, a no-show, a cancellation that came to light, a fault
    /// entered afterwards, or nothing.
    private func later(_ ledger: MonthLedger, _ random: inout Seeded) -> MonthLedger {
        var ledger = ledger
        for index in ledger.instruments.indices {
            for place in ledger.instruments[index].bookings.indices where random.chance(20) {
                let booked = ledger.instruments[index].bookings[place].booked
                ledger.instruments[index].bookings[place].state = random.pick([.noShow, .finished, .cancelled])
                ledger.instruments[index].bookings[place].actualStart = booked.start - .minutes(random.int(0...90))
            }
            if random.chance(20) {
                let start = ledger.period.start + .hours(random.int(0...700))
                ledger.instruments[index].closures.append(
                    Closure(
                        id: ClosureID(999), channel: nil, period: Period(start: start, end: start + .hours(5))!,
                        reason: "fault"))
            }
        }
        return ledger
    }

    /// Random months, each corrected: the older tables with the corrections applied are the newer ones, to the
    /// byte, and corrections name nothing that did not change.
    @Test(arguments: 0..<4) func correctionsLeadFromOneToTheNext(_ part: Int) throws {
        var random = Seeded(state: UInt64(part) + 4_242)
        // Set it for more than the hundreds of an ordinary run.
        let years = getenv("YIQI_YEARS").flatMap { Int(String(cString: $0)) } ?? 10
        for round in 0..<years * 12 {
            let month = Month(year: 2024 + round % 5, month: round % 12 + 1)!
            let first = randomMonth(&random, month: month, calendar: round % 2 == 0 ? shanghai : berlin)
            let second = later(first, &random)
            let (old, new) = (first.counted.tables, second.counted.tables)
            let corrections = Revision.corrections(from: old, to: new) { _, _ in "late" }
            #expect(corrections.allSatisfy { $0.old != $0.new })
            #expect(corrections.isEmpty == (old == new))
            let applied = try #require(Revision.apply(Revision.table(corrections), to: old))
            #expect(applied.map(CSVText.write) == new.map(CSVText.write), "part \(part), round \(round)")
        }
    }

    /// Every class of minutes, count and sum of money of a year is what its months add up to; users are counted anew.
    @Test func monthsAddUpToTheYear() throws {
        var random = Seeded(state: 99)
        for year in 2024...2043 {
            var frozen: [FrozenMonth] = []
            var sums: [String: [String: Int]] = [:]
            var users: [String: (known: Set<String>, most: Int)] = [:]
            for number in 1...12 {
                let ledger = randomMonth(&random, month: Month(year: year, month: number)!, calendar: shanghai)
                    .counted
                let usage = ledger.usageTable
                frozen.append(FrozenMonth(month: ledger.month, usage: usage, detail: ledger.detailTable))
                for row in usage.rows {
                    for column in added {
                        sums[row[0], default: [:]][column, default: 0] += whole(usage.cell(row, column))
                    }
                }
                for row in ledger.detailTable.rows where row[1] == "user" {
                    let own = row[2].split(separator: " ").map(String.init)
                    users[row[0], default: ([], 0)].known.formUnion(own)
                    users[row[0]]!.most += own.count
                }
            }
            let rolled = try #require(RollUp(frozen)).usageTable
            #expect(rolled.rows.count == sums.count)
            for row in rolled.rows {
                for column in added {
                    #expect(whole(rolled.cell(row, column)) == sums[row[0]]?[column], "\(year) \(row[0]) \(column)")
                }
                let known = users[row[0]]?.known.count ?? 0
                #expect(rolled.cell(row, "external-users") == (known < 3 ? "<3" : "\(known)"))
            }
        }
    }

    private let added =
        UsageMinutes.classes.map(\.column) + [
            "capacity-min", "of-which-sme-min", "run-total-min", "requests", "accepted", "refused", "withdrawn",
            "expired", "unit-cancelled", "no-show", "billed-external", "refunds", "voucher",
        ]

    /// Yuan as fen.
    private func whole(_ cell: String) -> Int { Int(cell.filter { $0 != "." }) ?? -1 }
}
