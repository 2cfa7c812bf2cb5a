import Booking
import Edition
import Logging
import Registry
import Synchronization
import Wire

/// Takes checked requests from the sessions to the desk and the reader, and brings the answers back.
final class CommandRouter: CommandHandling {
    let registry: Registry
    let calendar: ZoneCalendar
    let clock: any WallClock
    let status: StatusSource
    let feed: LogFeed
    /// Between signs of life of a session that watches.
    let ping: Duration
    /// What a place below the zone may take over by name.
    let profiles: [String: Policy]
    /// Where the zone's pages are; names things in catalogues.
    let web: WebAddress
    let logger: Logger
    let sealer: Sealer
    let counting: CountingLine
    let paths = PathDirectory()
    private let turns = SessionTurns()

    init(
        registry: Registry, calendar: ZoneCalendar, clock: any WallClock, status: StatusSource, feed: LogFeed,
        ping: Duration, profiles: [String: Policy], web: WebAddress, press: EditionPress, logger: Logger
    ) {
        self.registry = registry
        self.calendar = calendar
        self.clock = clock
        self.status = status
        self.feed = feed
        self.ping = ping
        self.profiles = profiles
        self.web = web
        self.logger = logger
        sealer = Sealer(registry: registry, press: press, clock: clock, logger: logger)
        counting = CountingLine(reader: registry.reader)
    }

    var reader: Reader { registry.reader }
    /// The zone's.
    var policy: Policy { registry.policy }

    func perform(
        _ request: CheckedRequest, document: [UInt8]?, session: SessionContext,
        complete: @escaping @Sendable (Outcome) -> Void
    ) {
        let call = Call(request: request, document: document, session: session, complete: complete)
        // The ordinary reservation knows its instrument already and goes to the desk without a task.
        if request.verb == .reserve, !Self.isOrder(request), turns.isFree(session.id), let known = rememberedPlace(call)
        {
            submitReservation(call, known)
            return
        }
        switch request.spec.kind {
        case .write:
            // Writes of one session reach the desk in their order, also where one has to be looked up first.
            turns.add(session.id) { await self.answer(call) { await self.write(call) } }
        case .read, .session:
            Task { await self.answer(call) { call.complete(try await self.read(call)) } }
        }
    }

    private func answer(_ call: Call, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch {
            call.complete(Outcome(error: Failure.wire(error, logger), language: call.language))
        }
    }

    private func read(_ call: Call) async throws -> Outcome {
        if let requester = call.session.requester, !call.request.spec.isPublic,
            try await !reader.stillHolds(requester)
        {
            return Outcome(.failure(.signedOut, call.language), change: .signedOut)
        }
        switch call.request.verb {
        case .auth: return try await signIn(call)
        case .status: return Outcome(try await showStatus(call))
        case .parks: return Outcome(try await parks(call))
        case .units: return Outcome(try await units(call))
        case .categories: return Outcome(try await categories(call))
        case .find: return Outcome(try await find(call))
        case .show: return Outcome(try await show(call))
        case .free: return Outcome(try await free(call))
        case .week: return Outcome(try await week(call))
        case .rules: return Outcome(try await rules(call))
        case .overdue: return Outcome(try await overdueList(call))
        case .findings: return Outcome(try await findingsList(call))
        case .editions: return Outcome(try await editionList(call))
        case .export: return Outcome(try await export(call))
        case .feed: return Outcome(try await feed(call))
        case .bulletin: return Outcome(try await bulletin(call))
        case .catalogue: return Outcome(try await catalogue(call))
        case .check: return Outcome(try await checkWish(call))
        case .bookings: return Outcome(try await bookings(call))
        case .booking: return Outcome(try await booking(call))
        case .inventory: return Outcome(try await inventory(call))
        case .schedule: return Outcome(try await schedule(call))
        case .waits: return Outcome(try await waits(call))
        case .needs: return Outcome(try await needs(call))
        case .match: return Outcome(try await match(call))
        case .watch: return try await watch(call)
        case .history: return Outcome(try await policyHistory(call))
        case .audit: return Outcome(try await audit(call))
        case .requests: return Outcome(try await requests(call))
        case .operators: return Outcome(try await operators(call))
        case .statement: return Outcome(try await statement(call))
        case .lang, .help, .ping, .quit, .reserve, .move, .cancel, .publish, .withdraw, .close, .reopen, .policy, .add,
            .wait, .unwait, .accept, .need, .unneed, .stop, .token, .revoke, .exempt, .approve, .decline, .start,
            .finish, .noshow, .contract, .qualify, .disqualify, .roster, .relate, .unrelate, .certify, .decertify,
            .suspend, .restore, .seal, .edition, .records:
            throw WireError(
                .internal, zh: "命令 \(call.request.verb.rawValue) 未接通。",
                en: "The command \(call.request.verb.rawValue) is not connected.")
        }
    }

    private func write(_ call: Call) async {
        await answer(call) {
            switch call.request.verb {
            case .reserve: try await self.reserve(call)
            case .move: try await self.move(call)
            case .cancel: try await self.cancel(call)
            case .approve: try await self.approve(call)
            case .decline: try await self.decline(call)
            case .start: try await self.start(call)
            case .finish: try await self.finish(call)
            case .noshow: try await self.noShow(call)
            case .wait: try await self.wait(call)
            case .unwait: try await self.unwait(call)
            case .accept: try await self.accept(call)
            case .need: try await self.need(call)
            case .unneed: try await self.unneed(call)
            case .publish: try await self.publish(call)
            case .withdraw: try await self.withdraw(call)
            case .close: try await self.close(call)
            case .reopen: try await self.reopen(call)
            case .policy: try await self.adoptPolicy(call)
            case .add: try await self.add(call)
            case .token: try await self.issueToken(call)
            case .revoke: try await self.revokeToken(call)
            case .exempt: try await self.exempt(call)
            case .contract: try await self.contract(call)
            case .qualify: try await self.qualify(call)
            case .disqualify: try await self.disqualify(call)
            case .roster: try await self.roster(call)
            case .relate: try await self.relate(call)
            case .unrelate: try await self.unrelate(call)
            case .certify: try await self.certify(call)
            case .decertify: try await self.decertify(call)
            case .suspend: try await self.suspend(call)
            case .restore: try await self.restore(call)
            case .seal: try await self.seal(call, .first)
            case .edition: try await self.seal(call, .revision)
            case .records: try await self.records(call)
            default: call.complete(try await self.read(call))
            }
        }
    }
}

/// One request on its way.
struct Call: Sendable {
    let request: CheckedRequest
    let document: [UInt8]?
    let session: SessionContext
    let complete: @Sendable (Outcome) -> Void

    var language: Language { session.language }

    /// The shell lets nobody through who has to be signed in and is not.
    func requester() throws(WireError) -> Requester {
        guard let requester = session.requester else { throw .notSignedIn }
        return requester
    }

    var subject: String { request.subject ?? "" }
}
