package import Booking

/// What `prepare` made and `run` works with: instruments, and firms with a token each.
///
/// Kept as plain text, a line for each thing. It holds secrets.
package struct LoadState: Hashable, Sendable {
    package struct Firm: Hashable, Sendable {
        /// `organisation/person`.
        package var account: String
        package var token: String

        package init(account: String, token: String) {
            self.account = account
            self.token = token
        }
    }

    /// The time from which slots are numbered, so that every run on one database numbers them alike.
    package var anchor: Instant
    /// The code of the service that every instrument offers.
    package var service: String
    /// `unit/number`.
    package var instruments: [String]
    package var firms: [Firm]

    package init(anchor: Instant, service: String, instruments: [String] = [], firms: [Firm] = []) {
        self.anchor = anchor
        self.service = service
        self.instruments = instruments
        self.firms = firms
    }
}

extension LoadState {
    private static let heading = "yiqi-load-state 1"

    package var text: String {
        var text = "\(Self.heading)\nanchor \(anchor.seconds)\nservice \(service)\n"
        for path in instruments { text += "instrument \(path)\n" }
        for firm in firms { text += "firm \(firm.account) \(firm.token)\n" }
        return text
    }

    /// - Throws: ``LoadFault`` with the line that cannot be read.
    package init(text: String) throws(LoadFault) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first == Self.heading[...] else {
            throw LoadFault("the state file does not begin with '\(Self.heading)'; it is not of this program")
        }
        self.init(anchor: Instant(seconds: 0), service: "")
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let words = line.split(separator: " ").map(String.init)
            switch (words[0], words.count) {
            case ("anchor", 2): anchor = Instant(seconds: Int64(words[1]) ?? 0)
            case ("service", 2): service = words[1]
            case ("instrument", 2): instruments.append(words[1])
            case ("firm", 3): firms.append(Firm(account: words[1], token: words[2]))
            default:
                throw LoadFault("line \(index + 1) of the state file cannot be read; delete the file and prepare again")
            }
        }
        guard anchor.seconds > 0, !service.isEmpty else {
            throw LoadFault("the state file has no anchor or no service; delete it and prepare again")
        }
    }
}

/// Why a load cannot be prepared or run, in one sentence for whoever started it.
package struct LoadFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
