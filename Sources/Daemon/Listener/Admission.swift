internal import Synchronization
internal import Wire

/// Counts connections, in all and by address, and says who may come in.
final class Admission: Sendable {
    enum Verdict: Sendable {
        case admitted
        /// To be told so and closed.
        case refused(WireError)
        /// To be closed without a word: so many are being told already that telling more would cost too much.
        case dropped
    }

    /// Newcomers being turned away with a word at one time.
    private static let refusalsAtOnce = 256

    private struct Counts {
        var open = 0
        var refusing = 0
        var byAddress: [AddressKey: Int] = [:]
    }

    private let limits: Settings.Limits
    private let counts = Mutex(Counts())

    init(_ limits: Settings.Limits) { self.limits = limits }

    /// Each `admitted` and `refused` is to be given back by ``leave(_:from:)``.
    /// - Parameter address: nil for loopback, which is counted in the whole only.
    func enter(from address: AddressKey?) -> Verdict {
        counts.withLock { counts in
            if counts.open >= limits.connections { return refuse(&counts, .tooManyConnections) }
            if let address {
                let here = counts.byAddress[address, default: 0]
                if here >= limits.connectionsPerAddress { return refuse(&counts, .tooManyFromAddress) }
                counts.byAddress[address] = here + 1
            }
            counts.open += 1
            return .admitted
        }
    }

    func leave(_ verdict: Verdict, from address: AddressKey?) {
        counts.withLock { counts in
            switch verdict {
            case .dropped: break
            case .refused: counts.refusing -= 1
            case .admitted:
                counts.open -= 1
                guard let address, let here = counts.byAddress[address] else { return }
                counts.byAddress[address] = here > 1 ? here - 1 : nil
            }
        }
    }

    private func refuse(_ counts: inout Counts, _ error: WireError) -> Verdict {
        guard counts.refusing < Self.refusalsAtOnce else { return .dropped }
        counts.refusing += 1
        return .refused(error)
    }
}
