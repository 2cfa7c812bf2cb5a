import Support
import Testing
import Wire

/// A client that watches, and the lines that it has got.
struct Watcher {
    struct Silence: Error {}

    let client: LineClient

    init(_ client: LineClient, _ request: String) async throws {
        self.client = client
        let answer = try await client.ask(request)
        try #require(answer.succeeded, "\(answer.final)")
    }

    /// The next event; signs of life are passed over, but ten minutes of nothing else are a failure.
    func next() async throws -> Line {
        for _ in 0..<20 {
            let text = try await blocking { try self.client.line() }
            let line = try #require(EventLine.read(text), "\(text)")
            if line.word == "event" { return line }
        }
        throw Silence()
    }
}
