import ArgumentParser
import Booking
import LoadGenerator

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts a load on the daemon for a while and prints what it answered, and how fast.")

    @OptionGroup var target: Target
    @Option(help: "Connections.") var clients = 256
    @Option(help: "Threads of this program.") var threads = 1
    @Option(help: "Requests that each client has under way.") var pipeline = 1
    @Option(help: "How long to measure, as 20s or 2m.") var duration = Length(seconds: 20)
    @Option(help: "How long to load before measuring.") var warmUp = Length(seconds: 5)
    @Option(help: "What to ask, by weight: reserve, cancel, check, free, week, find.") var mix = "reserve=100"
    @Option(help: "Reservations with a firm before the next signs in; the rule book allows 20 outstanding.")
    var perFirm = 18
    @Option(help: "Use only so many of the firms that were prepared.") var firms: Int?
    @Option(help: "Out of 100 reservations, how many ask for a slot that another client has just asked for.")
    var contended = 0
    @Option(help: "Whether reservations carry a key= (yes or no).") var keys = YesNo.no
    @Option(help: "Makes the same slots come in the same order.") var seed: UInt64 = 1
    @Option(help: "Slots that earlier runs on the same database have used; each run prints its own count.")
    var usedSlots = 0
    @Option(help: "Firms that earlier runs on the same database have used.") var usedFirms = 0
    @Option(help: "The percentage of errors that is let pass; expected conflicts are not counted.")
    var maxErrors = 0.0
    @Option(help: "Write the figures to this file as JSON; '-' prints them instead of the table.") var json: String?

    enum YesNo: String, ExpressibleByArgument, CaseIterable { case yes, no }

    func validate() throws {
        guard (1...20_000).contains(clients), (1...64).contains(threads), (1...1000).contains(pipeline) else {
            throw ValidationError("--clients is from 1 to 20000, --threads from 1 to 64, --pipeline from 1 to 1000.")
        }
        guard duration.duration > .zero, (1...10_000).contains(perFirm), (0...100).contains(contended) else {
            throw ValidationError("--duration and --per-firm are above 0, --contended is from 0 to 100.")
        }
        guard usedSlots >= 0, usedFirms >= 0, maxErrors >= 0 else { throw ValidationError("Counts are not negative.") }
    }

    func run() async throws {
        guard var state = try target.readState() else {
            throw LoadFault("there is no \(target.state); run 'yiqi-load prepare' first")
        }
        if let firms { state.firms = Array(state.firms.prefix(firms)) }
        let plan = try plan(state)
        let run = LoadRun(
            host: target.host, port: target.port, clients: clients, threads: threads, pipeline: pipeline,
            warmUp: warmUp.duration, duration: duration.duration, seed: seed)
        let report = LoadReport(try await run.perform(plan), clients: clients, pipeline: pipeline)
        switch json {
        case "-": print(report.json, terminator: "")
        case let path?:
            try Files.write(report.json, to: path)
            fallthrough
        case nil:
            print(report.table, terminator: "")
            let outcome = report.outcome
            print("for a further run: --used-slots \(outcome.usedSlots) --used-firms \(outcome.usedFirms)")
        }
        let failures = report.failures(maxErrors: maxErrors, expectsConflicts: contended > 0)
        for failure in failures { say(failure) }
        if !failures.isEmpty { throw ExitCode(1) }
    }

    private func plan(_ state: LoadState) throws -> LoadPlan {
        guard !state.instruments.isEmpty else { throw LoadFault("\(target.state) has no instruments; prepare again") }
        let space = SlotSpace(anchor: state.anchor, instruments: state.instruments.count, seed: seed)
        let end = Instant(seconds: WallClock.seconds + (warmUp.duration + duration.duration).components.seconds)
        let earliest = space.earliest(at: end)
        guard earliest < space.times else {
            throw LoadFault(
                "\(target.state) was prepared a month ago and its slots are past; prepare on a new database")
        }
        let supply = Supply(
            space: space, earliest: earliest, firms: state.firms.count, usedSlots: usedSlots, usedFirms: usedFirms)
        let key = keys == .yes ? "l\(WallClock.seconds)-\(seed)-" : nil
        return LoadPlan(
            mix: try Mix(text: mix), state: state, space: space, supply: supply, perFirm: perFirm,
            contended: contended, span: clients * pipeline, keyPrefix: key)
    }
}
