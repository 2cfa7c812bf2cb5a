import Booking
import Logging
import Registry
import ServiceLifecycle

/// Seals months when they are due, each once: of daemons that try together, the chain lets one through.
struct SealClock: Service {
    let sealer: Sealer
    let schedule: SealSchedule

    /// How long until what is due is looked for again.
    private static let pause = Duration.seconds(60)

    func run() async throws {
        guard schedule.day != nil else { return await whenShuttingDown() }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.sealWhatIsDue()
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// Seals every month that is due, the oldest first; what fails is tried again the next time.
    func sealWhatIsDue() async {
        do {
            let (began, sealed) = try await sealer.registry.reader.sealedMonths()
            for month in schedule.due(since: began, sealed: sealed, at: sealer.clock.now()) {
                if Task.isCancelled { return }
                switch try await sealer.seal(.first, month, by: .daemon) {
                case .registered: sealer.logger.notice("a month was sealed", metadata: ["month": "\(month)"])
                // Another daemon was first.
                case .refused(.invalid), .refused(.stale): break
                case let result:
                    sealer.logger.warning(
                        "a month could not be sealed", metadata: ["month": "\(month)", "result": "\(result)"])
                    return
                }
            }
        } catch {
            sealer.logger.warning("months could not be sealed", metadata: ["error": "\(error)"])
        }
    }
}
