import Support
import Testing
import Wire

extension SystemTests {
    /// Needs over the socket: an instrument that is published later is told of without being asked for.
    @Suite struct Needs {
        @Test func whatIsPublishedLaterIsTold() async throws {
            let world = try await World.corner()
            let acme = try await world.client("acme")
            let name = "稀有仪器\(world.unit)"
            let posted = try await acme.ask("NEED text=\(name) budget=350 for=1h")
            let need = try #require(posted["need"], "\(posted.final)")
            #expect(try await acme.ask("MATCH \(need)")["count"] == "0")
            let watcher = try await world.client("acme")
            #expect(try await watcher.ask("WATCH").succeeded)
            let lab = try await world.client("lab")
            let listing = Listing(number: "rare-1", name: name)
            #expect(try await lab.upload("PUBLISH \(world.unit)", Listing.csv([listing])).succeeded)
            while true {
                let text = try await blocking { try watcher.line() }
                let line = try #require(EventLine.read(text), "\(text)")
                guard line["event"] == "match" else { continue }
                #expect(line["need"] == need && line["instrument"] == "\(world.unit)/rare-1")
                break
            }
            let matches = try await acme.ask("MATCH \(need)")
            #expect(matches.lines.count == 1 && matches.lines[0].contains(" price=350.00 free=2026-12-01T"))
            let own = try await acme.ask("NEEDS").lines.first { $0.contains(name) }
            #expect(own?.contains(" matches=1 new=0") == true && own?.contains("organisation=") == false)
            // Those who have instruments see what is needed, and of whom no more than the name.
            let seen = try await lab.ask("NEEDS").lines.first { $0.contains(name) }
            #expect(seen?.hasSuffix(" organisation=艾克米") == true && seen?.contains("matches=") == false)
            let other = try await world.client("lumen")
            #expect(try await other.ask("MATCH \(need)").code == .notFound)
            #expect(try await other.ask("UNNEED \(need)").code == .notFound)
            #expect(try await !other.ask("NEEDS").lines.contains { $0.contains(name) })
            #expect(try await acme.ask("UNNEED \(need)").succeeded)
        }
    }
}
