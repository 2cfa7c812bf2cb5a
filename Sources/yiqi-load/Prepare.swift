import ArgumentParser
import LoadGenerator

#if canImport(Glibc)
import Glibc
#endif

struct Prepare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a park, units, instruments and firms with tokens; again, it only adds what is missing.")

    @OptionGroup var target: Target
    @Option(help: "A token of the zone's office; YIQI_TOKEN unless given.") var token: String?
    @Option(help: "What all codes begin with.") var prefix = "load"
    @Option(help: "Units that hold the instruments.") var units = 8
    @Option(help: "Instruments.") var instruments = 1000
    @Option(help: "Firms. A run uses one for every 18 reservations.") var firms = 2000

    func validate() throws {
        guard (1...99).contains(units), (units...99_999).contains(instruments), (1...999_999).contains(firms) else {
            throw ValidationError(
                "--units is from 1 to 99, --instruments from that to 99999, --firms from 1 to 999999.")
        }
        guard (1...20).contains(prefix.utf8.count), prefix.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
            throw ValidationError("--prefix is 1 to 20 lower-case letters.")
        }
    }

    func run() async throws {
        guard let token = token ?? getenv("YIQI_TOKEN").map({ String(cString: $0) }), !token.isEmpty else {
            throw ValidationError("A token of the zone's office is needed: --token, or YIQI_TOKEN.")
        }
        let preparation = Preparation(
            host: target.host, port: target.port, token: token, prefix: prefix, units: units,
            instruments: instruments, firms: firms)
        let old = try target.readState()
        if let old, try await !preparation.holds(old) {
            throw LoadFault("\(target.state) is of another database; remove it or name another with --state")
        }
        if let old, old.firms.count >= firms, old.instruments.count >= instruments {
            print(
                "\(target.state): \(old.instruments.count) instruments and \(old.firms.count) firms are there already")
            return
        }
        let state = try await preparation.perform(from: old, say)
        try Files.write(state.text, to: target.state)
        print("\(target.state): \(state.instruments.count) instruments and \(state.firms.count) firms")
    }
}
