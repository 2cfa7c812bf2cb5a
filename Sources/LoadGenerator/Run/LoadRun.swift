import NIOCore
import NIOPosix
import Synchronization

/// Runs a plan against a daemon with many clients and says what came of it.
package struct LoadRun: Sendable {
    package var host: String
    package var port: Int
    package var clients: Int
    package var threads: Int
    /// Requests that each client has under way.
    package var pipeline: Int
    package var warmUp: Duration
    package var duration: Duration
    package var seed: UInt64
    /// How long answers may take after the end.
    package var patience = Duration.seconds(15)

    package init(
        host: String, port: Int, clients: Int, threads: Int = 1, pipeline: Int = 1, warmUp: Duration,
        duration: Duration, seed: UInt64
    ) {
        self.host = host
        self.port = port
        self.clients = clients
        self.threads = threads
        self.pipeline = pipeline
        self.warmUp = warmUp
        self.duration = duration
        self.seed = seed
    }

    /// - Throws: ``LoadFault`` where the daemon cannot be reached or does not greet.
    package func perform(_ plan: LoadPlan) async throws -> LoadOutcome {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
        do {
            let outcome = try await perform(plan, on: group)
            try await group.shutdownGracefully()
            return outcome
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
    }

    private func perform(_ plan: LoadPlan, on group: MultiThreadedEventLoopGroup) async throws -> LoadOutcome {
        var loops: [Lane] = []
        for loop in group.makeIterator() {
            loops.append(
                Lane(
                    loop: loop,
                    counts: try await loop.submit { NIOLoopBound(ClientHandler.Counts(), eventLoop: loop) }.get()))
        }
        let channels = try await connect(plan, loops)
        let closed = EventLoopFuture.andAllComplete(channels.map(\.closeFuture), on: loops[0].loop)

        let schedule = Schedule(start: NIODeadline.now().uptimeNanoseconds, warmUp: warmUp, duration: duration)
        let marks = Marks()
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(ClientHandler.Signal.begin(schedule)) }
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await closed.get() }
            tasks.addTask {
                // The moments need not be exact: the counting goes by the schedule.
                try await sleep(until: schedule.measureFrom)
                marks.times.withLock { $0.from = .now }
                try await sleep(until: schedule.measureTo)
                marks.times.withLock { $0.to = .now }
                try await sleep(until: schedule.measureTo + patience.nanoseconds)
                for channel in channels {
                    channel.pipeline.fireUserInboundEventTriggered(ClientHandler.Signal.giveUp)
                    channel.close(promise: nil)
                }
                try await closed.get()
            }
            try await tasks.next()
            tasks.cancelAll()
            while let _ = try? await tasks.next() {}
        }
        var tally = Tally()
        for lane in loops { tally.add(try await lane.loop.submit { lane.counts.value.tally }.get()) }
        let cpu = marks.times.withLock { ($0.to ?? .now) - $0.from }
        return LoadOutcome(
            tally: tally, schedule: schedule, cpu: cpu, usedSlots: plan.supply.usedSlots,
            usedFirms: plan.supply.usedFirms)
    }

    /// Processor times at the ends of the measuring.
    private final class Marks: Sendable {
        let times = Mutex((from: ProcessorTime.now, to: ProcessorTime?.none))
    }

    private struct Lane: Sendable {
        let loop: any EventLoop
        let counts: NIOLoopBound<ClientHandler.Counts>
    }

    /// Opens all connections, some at a time, and waits until each was greeted.
    private func connect(_ plan: LoadPlan, _ lanes: [Lane]) async throws -> [any Channel] {
        var channels: [any Channel] = []
        for first in stride(from: 0, to: clients, by: 64) {
            var greetings: [EventLoopFuture<any Channel>] = []
            for number in first..<min(first + 64, clients) {
                let lane = lanes[number % lanes.count]
                greetings.append(connect(plan, number, lane))
            }
            for greeting in greetings { channels.append(try await greeting.get()) }
        }
        return channels
    }

    private func connect(_ plan: LoadPlan, _ number: Int, _ lane: Lane) -> EventLoopFuture<any Channel> {
        let greeted = lane.loop.makePromise(of: Void.self)
        let (pipeline, seed) = (pipeline, seed)
        let connected = ClientBootstrap(group: lane.loop)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .connectTimeout(.seconds(10))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        ClientHandler(
                            workload: Workload(plan: plan, number: number, seed: seed), counts: lane.counts.value,
                            pipeline: pipeline, greeted: greeted))
                }
            }
            .connect(host: host, port: port)
        connected.whenFailure { greeted.fail($0) }
        return connected.flatMap { channel in greeted.futureResult.map { channel } }
    }
}

/// What came of a run.
package struct LoadOutcome: Sendable {
    package let tally: Tally
    package let schedule: Schedule
    /// Of this program, while it measured.
    package let cpu: ProcessorTime
    /// How much of the supply has been drawn, by this run and those before it.
    package let usedSlots: Int
    package let usedFirms: Int

    package init(tally: Tally, schedule: Schedule, cpu: ProcessorTime, usedSlots: Int, usedFirms: Int) {
        self.tally = tally
        self.schedule = schedule
        self.cpu = cpu
        self.usedSlots = usedSlots
        self.usedFirms = usedFirms
    }
}

/// Until a moment of the clock that schedules go by.
private func sleep(until moment: UInt64) async throws {
    let now = NIODeadline.now().uptimeNanoseconds
    if moment > now { try await Task.sleep(for: .nanoseconds(Int64(moment - now))) }
}
