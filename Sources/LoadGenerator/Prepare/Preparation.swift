import Booking
import Wire

/// Makes what a load needs, through the protocol: a park, units with disclosed instruments, firms with tokens.
///
/// All codes begin with one prefix. What exists already is left as it is, so it may be repeated.
package struct Preparation: Sendable {
    package static let service = "use"

    package var host: String
    package var port: Int
    /// Of the zone's office.
    package var token: String
    package var prefix: String
    package var units: Int
    package var instruments: Int
    package var firms: Int

    package init(host: String, port: Int, token: String, prefix: String, units: Int, instruments: Int, firms: Int) {
        self.host = host
        self.port = port
        self.token = token
        self.prefix = prefix
        self.units = units
        self.instruments = instruments
        self.firms = firms
    }

    /// Whether the daemon knows what the state says.
    package func holds(_ state: LoadState) async throws -> Bool {
        guard let firm = state.firms.last, let path = state.instruments.last else { return false }
        return try await Conversation.with(host: host, port: port) { [path, firm] daemon in
            guard try await daemon.ask(Request(verb: "SHOW", subject: path)).succeeded else { return false }
            return try await daemon.ask(Request(verb: "AUTH", fields: [Field("token", firm.token)])).succeeded
        }
    }

    /// Adds to `state` what it lacks. `report` is told of each stage.
    package func perform(from state: LoadState?, _ report: @Sendable (String) -> Void) async throws -> LoadState {
        try await Conversation.with(host: host, port: port) { daemon in
            try await signIn(&daemon)
            var result = LoadState(anchor: state?.anchor ?? Instant(seconds: WallClock.seconds), service: Self.service)
            result.instruments = state?.instruments ?? []
            result.firms = state?.firms ?? []
            if result.instruments.count < instruments {
                try await publish(&daemon, report)
                result.instruments = paths
            }
            if result.firms.count < firms {
                result.firms += try await addFirms(&daemon, Array(result.firms.count..<firms), report)
            }
            return result
        }
    }

    private func signIn(_ daemon: inout Conversation) async throws {
        let reply = try await daemon.ask(Request(verb: "AUTH", fields: [Field("token", token)]))
        guard reply.succeeded else { throw LoadFault("signing in as the zone's office: \(reply.refusal)") }
    }

    // MARK: Instruments

    private var park: String { prefix }
    private func unit(_ number: Int) -> String { "\(prefix)-u\(Self.padded(number + 1, 2))" }
    private func number(_ instrument: Int) -> String { "i\(Self.padded(instrument + 1, 5))" }

    /// Instruments in turn over the units.
    private var paths: [String] { (0..<instruments).map { "\(unit($0 % units))/\(number($0))" } }

    private func publish(_ daemon: inout Conversation, _ report: (String) -> Void) async throws {
        report("a park, \(units) units and \(instruments) instruments")
        var requests = [Request(verb: "ADD", subject: "park", fields: [Field("code", park), Field("name", "压力测试园")])]
        try await add(&daemon, requests)
        requests = (0..<units).map { place in
            Request(
                verb: "ADD", subject: "unit",
                fields: [
                    Field("code", unit(place)), Field("name", "压力测试单位\(place + 1)"), Field("park", park),
                    Field("contact", "load@example.org"), Field("complaints", "complaints@example.org"),
                ])
        }
        try await add(&daemon, requests)
        let accepted = Day(number: Int(WallClock.seconds / 86_400) - 10)
        for place in 0..<units {
            let numbers = stride(from: place, to: instruments, by: units).map { number($0) }
            let reply = try await daemon.ask(
                Request(verb: "PUBLISH", subject: unit(place), fields: [Field("format", "csv")]),
                document: InventoryText.lines(numbers, accepted: accepted))
            guard reply.succeeded else {
                let rows = reply.lines.filter { $0.contains("outcome=refused") }.prefix(3).joined(separator: "\n")
                throw LoadFault("PUBLISH \(unit(place)): \(reply.refusal)\n\(rows)")
            }
        }
    }

    // MARK: Firms

    private func addFirms(
        _ daemon: inout Conversation, _ places: [Int], _ report: (String) -> Void
    ) async throws -> [LoadState.Firm] {
        let codes = places.map { "\(prefix)-f\(Self.padded($0 + 1, 6))" }
        // An account may only be asked for when its firm is there: writes of one connection may overlap.
        report("\(codes.count) firms")
        try await add(
            &daemon,
            codes.map { Request(verb: "ADD", subject: "firm", fields: [Field("code", $0), Field("name", "企业 \($0)")]) })
        report("\(codes.count) accounts")
        try await add(
            &daemon, codes.map { Request(verb: "ADD", subject: "account", fields: [Field("name", "\($0)/load")]) })
        report("\(codes.count) tokens")
        var firms: [LoadState.Firm] = []
        try await daemon.ask(codes.map { Request(verb: "TOKEN", subject: "\($0)/load") }) { place, reply in
            guard let token = reply["token"] else { throw LoadFault("TOKEN \(codes[place])/load: \(reply.refusal)") }
            firms.append(LoadState.Firm(account: "\(codes[place])/load", token: token))
        }
        return firms
    }

    /// Adds things, and takes it as done where one is there already.
    private func add(_ daemon: inout Conversation, _ requests: [Request]) async throws {
        try await daemon.ask(requests) { place, reply in
            let exists = reply.errorCode == .invalid && ["code", "name"].contains(reply["field"])
            guard reply.succeeded || exists else { throw LoadFault("\(requests[place].text): \(reply.refusal)") }
        }
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
