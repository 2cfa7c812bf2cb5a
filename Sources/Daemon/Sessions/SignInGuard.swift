internal import Synchronization

/// Counts failed sign-ins of each address and makes one that guesses wait. Bounded: it forgets after a minute.
package final class SignInGuard: Sendable {
    private struct Failures {
        var count: Int
        /// When the minute of the first failure ends.
        let until: ContinuousClock.Instant
    }

    /// Addresses remembered at most; under a flood of them the oldest knowledge goes.
    private static let capacity = 65_536

    private let allowed: Int
    private let failures = Mutex<[AddressKey: Failures]>([:])

    package init(allowedPerMinute: Int) { allowed = allowedPerMinute }

    /// Whole seconds until the address may try again; nil if it may now.
    package func pause(_ address: AddressKey, at now: ContinuousClock.Instant) -> Int? {
        failures.withLock {
            guard let known = $0[address], known.until > now, known.count >= allowed else { return nil }
            return Int((known.until - now).components.seconds) + 1
        }
    }

    package func failed(_ address: AddressKey, at now: ContinuousClock.Instant) {
        failures.withLock {
            if $0.count >= Self.capacity {
                $0 = $0.filter { $0.value.until > now }
                if $0.count >= Self.capacity { $0.removeAll() }
            }
            if let known = $0[address], known.until > now {
                $0[address]!.count = known.count + 1
            } else {
                $0[address] = Failures(count: 1, until: now + .seconds(60))
            }
        }
    }
}

/// What counts as one address: an IPv4 address, or the /64 of an IPv6 one, which is what one household gets.
package struct AddressKey: Hashable, Sendable {
    private let high: UInt64

    /// - Parameter bytes: 4 or 16, as on the network.
    package init(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
        let significant =
            bytes.count == 4 ? mapped[...] + bytes : bytes.starts(with: mapped) ? bytes[...] : bytes.prefix(8)
        // A mapped IPv4 address keeps its last eight bytes (ffff and the address); no /64 that is routed begins so.
        high = significant.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
