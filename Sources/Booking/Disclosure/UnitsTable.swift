/// What a unit's month comes to: how much of what it owes it has disclosed, and what its listed instruments did.
package struct UnitFigures: Hashable, Sendable {
    package let unit: String
    package let park: String
    /// Instruments that have to be disclosed: neither exempt nor withdrawn.
    package var required = 0
    /// Those of them that are.
    package var listed = 0
    /// Those of `listed` whose record misses nothing (rule D2).
    package var complete = 0
    /// Required instruments whose deadline has passed, or that were disclosed before it did (rule D3).
    package var due = 0
    /// Those of `due` that were disclosed in time.
    package var inTime = 0
    package var withdrawn = 0
    package var exempt = 0
    /// Everything in the instruments table.
    package var instruments = 0
    package var channels = 0
    package var figures = UsageFigures()
    package var findings = 0

    init(unit: String, park: String) {
        self.unit = unit
        self.park = park
    }

    var opening: Ratio { Ratio(listed, of: required) }

    var cells: [String] {
        [
            unit, park, "\(required)", "\(listed)", opening.description, "\(complete)",
            Ratio(complete, of: listed).description, "\(due)", "\(inTime)", Ratio(inTime, of: due).description,
            "\(withdrawn)", "\(exempt)", "\(instruments)",
        ] + figures.cells(channels: channels) + ["\(findings)"]
    }
}

extension MonthLedger {
    package static let unitColumns =
        [
            "unit", "park", "required", "listed", "opening-rate", "complete", "completeness", "due", "in-time",
            "timeliness", "withdrawn-instruments", "exempt-instruments", "instruments",
        ] + figureColumns + ["findings", "rank"]

    /// A row for every unit that holds anything. Sums are of the usage table; rates are of sums, never means of rates.
    package var unitsTable: Table {
        Table(
            "units", columns: Self.unitColumns, keys: 1,
            rows: UnitFigures.ranked(unitFigures).map { unit, rank in unit.cells + [rank.map(String.init) ?? ""] })
    }

    package var unitFigures: [UnitFigures] {
        var units: [String: UnitFigures] = [:]
        for unit in self.units { units[unit.code] = UnitFigures(unit: unit.code, park: unit.park) }
        for instrument in instruments {
            units[instrument.unit, default: UnitFigures(unit: instrument.unit, park: instrument.park)]
                .add(instrument, in: self)
        }
        for finding in allFindings where finding.mended == nil { units[finding.unit]?.findings += 1 }
        return units.values.sorted { $0.unit.utf8.lexicographicallyPrecedes($1.unit.utf8) }
    }
}

extension UnitFigures {
    /// By opening rate (with nothing to disclose as good as all disclosed), then sharing rate, then external minutes,
    /// then fewest findings; equals share a rank. Units with nothing listed and nothing owed have none.
    static func ranked(_ units: [UnitFigures]) -> [(UnitFigures, Int?)] {
        let running = units.filter { $0.required + $0.instruments > 0 }
        return units.map { unit in
            guard unit.required + unit.instruments > 0 else { return (unit, nil) }
            return (unit, running.count { $0.isAhead(of: unit) } + 1)
        }
    }

    fileprivate mutating func add(_ instrument: LedgerInstrument, in ledger: MonthLedger) {
        let policy = instrument.policy ?? ledger.policy
        let isRequired = instrument.isRequired(policy)
        let deadline = instrument.deadline(policy, ledger.workingDays)
        switch instrument.disclosure {
        case .undisclosed:
            guard isRequired else { return }
            required += 1
            if let deadline, instrument.calendar.startOfDay(deadline + 1) < ledger.period.end { due += 1 }
        case .disclosed(let since):
            if isRequired {
                required += 1
                listed += 1
                if D2.missing(instrument.record, DisclosureDuty(instrument.record, policy)).isEmpty {
                    complete += 1
                }
                if let deadline {
                    due += 1
                    if instrument.calendar.day(containing: since) <= deadline { inTime += 1 }
                }
            }
            count(instrument, ledger.month)
        case .withdrawn:
            withdrawn += 1
            count(instrument, ledger.month)
        case .exempt: exempt += 1
        }
    }

    private mutating func count(_ instrument: LedgerInstrument, _ month: Month) {
        instruments += 1
        channels += instrument.channels.count
        figures += instrument.figures(of: month)
    }

    fileprivate func isAhead(of other: UnitFigures) -> Bool {
        let opening = (Ratio(required == 0 ? 1 : listed, of: max(required, 1)))
        let theirs = (Ratio(other.required == 0 ? 1 : other.listed, of: max(other.required, 1)))
        if opening < theirs || theirs < opening { return theirs < opening }
        let (mine, its) = (figures.minutes, other.figures.minutes)
        let sharing = Ratio(mine.run == 0 ? 0 : mine.external, of: max(mine.run, 1))
        let itsSharing = Ratio(its.run == 0 ? 0 : its.external, of: max(its.run, 1))
        if sharing < itsSharing || itsSharing < sharing { return itsSharing < sharing }
        return (mine.external, -findings) > (its.external, -other.findings)
    }
}
