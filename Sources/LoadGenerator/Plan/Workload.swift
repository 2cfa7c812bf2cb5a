package import NIOCore

/// One client's part of a plan: writes its next request, and remembers what it holds. Does no I/O.
package struct Workload {
    private let plan: LoadPlan
    private var random: RandomSource
    private let number: Int
    private var reservations = 0
    /// How many more reservations the firm that is signed in may make.
    private var left = 0
    /// Counts the firms, so that a late answer is not taken for the present firm's.
    package private(set) var firm = 0
    /// Bookings of the present firm that can be cancelled.
    private var standing: [UInt64] = []

    /// - Parameter number: Of the client, unique in the run.
    package init(plan: LoadPlan, number: Int, seed: UInt64) {
        self.plan = plan
        self.number = number
        random = RandomSource(seed: RandomSource.mix(seed &+ UInt64(number) &* 0x9E37_79B9))
    }

    /// Appends the next request; nil when slots or firms have run out.
    package mutating func next(into out: inout ByteBuffer) -> LoadVerb? {
        var verb = plan.mix.pick(&random)
        if verb == .cancel, standing.isEmpty { verb = .reserve }
        switch verb {
        case .reserve:
            if left == 0 { return signIn(&out) }
            guard reserve(&out) else { return nil }
        case .cancel: cancel(&out)
        case .check: check(&out)
        case .free: look("FREE ", "", plan.windows, &out)
        case .week: look("WEEK ", " day=", plan.days, &out)
        case .find: find(&out)
        case .auth: preconditionFailure("no mix asks for it")
        }
        return verb
    }

    /// Takes note of a booking that was made.
    package mutating func booked(_ booking: UInt64, firm: Int) {
        if firm == self.firm, plan.mix.weight(.cancel) > 0 { standing.append(booking) }
    }

    private mutating func signIn(_ out: inout ByteBuffer) -> LoadVerb? {
        guard let index = plan.supply.firm() else { return nil }
        left = plan.perFirm
        firm += 1
        standing.removeAll(keepingCapacity: true)
        out.writeStaticString("AUTH token=")
        out.writeString(plan.firms[index].token)
        end(&out)
        return .auth
    }

    private mutating func reserve(_ out: inout ByteBuffer) -> Bool {
        let contends = plan.contended > 0 && random.below(100) < plan.contended
        let recent = contends ? plan.supply.recentSlot(span: plan.span, &random) : nil
        guard let slot = recent ?? plan.supply.slot() else { return false }
        left -= 1
        out.writeStaticString("RESERVE ")
        write(slot, &out)
        if let prefix = plan.keyPrefix {
            reservations += 1
            out.writeStaticString(" key=")
            out.writeString(prefix)
            write(UInt64(number), &out)
            out.writeInteger(UInt8(ascii: "-"))
            write(UInt64(reservations), &out)
        }
        end(&out)
        return true
    }

    private mutating func cancel(_ out: inout ByteBuffer) {
        let index = random.below(standing.count)
        standing.swapAt(index, standing.count - 1)
        out.writeStaticString("CANCEL b")
        write(standing.removeLast(), &out)
        end(&out)
    }

    private mutating func check(_ out: inout ByteBuffer) {
        out.writeStaticString("CHECK ")
        write(anySlot(), &out)
        end(&out)
    }

    private mutating func look(
        _ verb: StaticString, _ field: StaticString, _ times: [[UInt8]], _ out: inout ByteBuffer
    ) {
        let slot = anySlot()
        out.writeStaticString(verb)
        out.writeBytes(plan.paths[slot.instrument])
        out.writeStaticString(field)
        out.writeBytes(times[slot.time])
        end(&out)
    }

    private mutating func find(_ out: inout ByteBuffer) {
        let slot = anySlot()
        out.writeStaticString("FIND unit=")
        out.writeBytes(plan.paths[slot.instrument].prefix { $0 != UInt8(ascii: "/") })
        out.writeBytes(plan.windows[slot.time])
        out.writeStaticString(" for=2h limit=10")
        end(&out)
    }

    private mutating func anySlot() -> SlotSpace.Slot {
        let first = min(plan.supply.earliest, plan.space.times - 1)
        return SlotSpace.Slot(
            instrument: random.below(plan.space.instruments), time: first + random.below(plan.space.times - first))
    }

    private func write(_ slot: SlotSpace.Slot, _ out: inout ByteBuffer) {
        out.writeBytes(plan.paths[slot.instrument])
        out.writeStaticString(" start=")
        out.writeBytes(plan.starts[slot.time])
        out.writeBytes(plan.tail)
    }

    /// In decimal, without making a string of it.
    private func write(_ number: UInt64, _ out: inout ByteBuffer) {
        var power: UInt64 = 1
        while number / power >= 10 { power *= 10 }
        while power > 0 {
            out.writeInteger(UInt8(48 + number / power % 10))
            power /= 10
        }
    }

    private func end(_ out: inout ByteBuffer) { out.writeInteger(0x0A as UInt8) }
}
