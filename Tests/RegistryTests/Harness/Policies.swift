import Booking
import Testing

@testable import Registry

extension TestZone {
    func adopt(
        _ place: String, _ text: String, over profile: Policy? = nil, by requester: Requester, dryRun: Bool = false,
        on stand: Int = 0
    ) async -> DeskResult {
        let document = profile.map { PolicyDocument(text, over: $0) } ?? PolicyDocument(text)
        return await stands[stand].desk.perform(
            .register(AdoptPolicy(place: place, document: document, dryRun: dryRun)), by: requester)
    }

    /// A park's office, signed in.
    func office(of park: String) async throws -> Requester {
        #expect(word(await register(AddAccount(name: "\(park)/office"))) == "registered")
        return try await token("\(park)/office")
    }

    /// What is in force for an instrument, as one daemon sees it.
    func policy(at path: String, on stand: Int = 0) async throws -> Policy {
        try #require(await stands[stand].reader.instrument(InstrumentPath(path)!)).register.policy
    }
}

func report(_ result: DeskResult) throws -> PolicyReport {
    guard case .registered(.policy(let report)) = result else { throw Missing("not adopted: \(word(result))") }
    return report
}
