import Booking
import Testing

struct PublicationTests {
    private let now = at("2026-11-23T09:00")

    private func judged(
        _ record: InventoryRecord, state: DisclosureState? = nil, _ policy: Policy = .zhangjiang, at now: Instant? = nil
    ) -> RecordJudgement {
        judge(
            record, state: state, calendar: shanghai, policy: policy, workingDays: .mondayToFriday, at: now ?? self.now)
    }

    @Test func completeRecordPasses() {
        let answer = judged(World.completeRecord)
        #expect(answer.refusals.isEmpty && answer.findings.isEmpty && answer.missing.isEmpty && answer.bookable)
        #expect(answer.duty == .required)
        #expect(answer.verdicts.map(\.rule) == ["D2", "D3", "O1", "O7", "O10", "O11"])
    }

    /// Each column of a complete disclosure, left out alone, is named.
    @Test(arguments: [
        "name", "model", "maker", "class-scheme", "class-code", "original-value", "funding", "acceptance-date",
        "location", "function", "services", "access", "open-hours", "contact", "complaints", "public-share",
    ]) func namesTheMissingColumn(_ column: String) {
        var record = World.completeRecord
        switch column {
        case "name": record.name = " "
        case "model": record.model = nil
        case "maker": record.maker = ""
        case "class-scheme": record.classScheme = nil
        case "class-code": record.classCode = nil
        case "original-value": record.originalValue = nil
        case "public-share": record.publicShare = nil
        case "funding": record.funding = nil
        case "acceptance-date": record.acceptanceDate = nil
        case "location": record.location = nil
        case "function": record.function = nil
        case "services": record.services = []
        case "access": record.access = []
        case "open-hours": record.openHours = WeeklyHours()
        case "contact": record.contact = nil
        default: record.complaints = nil
        }
        let answer = judged(record)
        #expect(answer.missing == [column])
        // Hours that are said, and are none, are too few as well.
        #expect(answer.refusals.map(\.rule) == (column == "open-hours" ? ["D2", "O10"] : ["D2"]))
        #expect(answer.faults.first?.rule == "D2" && answer.faults.first?.column == column)
        #expect(answer.refusals.first?.message.en.contains(column) == true)
        #expect(answer.refusals.first?.message.zh.contains(column) == true)
    }

    @Test func withoutPublicMoneyNumberAndNameSuffice() {
        var record = InventoryRecord(number: "1")
        #expect(judged(record).missing.contains("public-share"))
        #expect(judged(record).missing.count == 16)
        record.publicShare = Share(basisPoints: 0)
        #expect(judged(record).missing == ["name"])
        record.name = "Microscope"
        var answer = judged(record)
        #expect(answer.refusals.isEmpty && answer.duty == .noPublicMoney && !answer.bookable)
        record.openHours = hours("mon 09:00-10:00")
        #expect(!judged(record).bookable)
        record.services = World.completeRecord.services
        #expect(judged(record).bookable)
        record.status = .retired
        #expect(!judged(record).bookable)
        record.publicShare = Share(basisPoints: 1)
        answer = judged(record)
        #expect(answer.duty == .noCommitment && answer.refusals.isEmpty)
        record.commitment = "c-1"
        #expect(judged(record).duty == .required && !judged(record).refusals.isEmpty)
    }

    /// Late is a finding, not a refusal. Accepted on 1 November: in time to the end of 1 December.
    @Test(arguments: [("2026-12-01T23:59", 0), ("2026-12-02T00:00", 1), ("2026-12-31T12:00", 30)])
    func lateness(_ now: String, _ days: Int) {
        let answer = judged(World.completeRecord, state: .undisclosed, at: at(now))
        #expect(answer.refusals.isEmpty)
        #expect(answer.findings.map(\.rule) == (days > 0 ? ["D3"] : []))
        let found = overdue(
            World.completeRecord, state: .undisclosed, calendar: shanghai, policy: .zhangjiang,
            workingDays: .mondayToFriday, at: at(now))
        #expect((found?.daysLate ?? 0) == days)
        if let found { #expect(found.deadline == Day(text: "2026-12-01")) }
        // What is disclosed already was judged when it was.
        #expect(judged(World.completeRecord, state: .disclosed(since: self.now), at: at(now)).findings.isEmpty)
    }

    @Test func modesOfTheProfileHold() {
        var record = World.completeRecord
        record.contact = nil
        #expect(judged(record, policy(["D2": ["mode": "warn"]])).refusals.isEmpty)
        #expect(judged(record, policy(["D2": ["mode": "warn"]])).findings.map(\.rule) == ["D2"])
        #expect(judged(record, policy(["D2": ["mode": "off"]])).verdicts.first?.rule == "D3")
        record.originalValue = Money(fen: 49_999_999)
        #expect(judged(record, policy(["D1": ["threshold": "500000yuan"]])).duty == .belowThreshold)
        for state in [DisclosureState.disclosed(since: now), .exempt(reason: "", reference: "", since: now)] {
            #expect(
                overdue(
                    World.completeRecord, state: state, calendar: shanghai, policy: .zhangjiang,
                    workingDays: .mondayToFriday, at: at("2027-12-01T00:00")) == nil)
        }
    }
}
