import Wire

/// Closures, and who has a standing of his or her own.
extension ModelZone {
    mutating func close(
        _ index: Int, _ period: Range<Int>, reason: String, number: Int?, by actor: Int
    ) -> ModelVerdict {
        guard actor == unit || actor == office else { return .refused("forbidden") }
        guard period.upperBound > now else { return .refused("invalid") }
        instruments[index].closures.append(
            ModelInstrument.Closure(number: number ?? -1, period: period, isFault: reason == "fault"))
        // What is booked in that time already stays.
        return .closed(
            standing: Set(
                bookings.filter { $0.instrument == index && $0.isLive && $0.period.overlaps(period) }.map(\.number)))
    }

    mutating func reopen(_ number: Int, by actor: Int) -> ModelVerdict {
        guard actor == unit || actor == office else { return .refused("forbidden") }
        for index in instruments.indices {
            guard let place = instruments[index].closures.firstIndex(where: { $0.number == number }) else { continue }
            let closure = instruments[index].closures[place]
            guard !closure.isUndone, closure.period.upperBound > now else { return .refused("invalid") }
            instruments[index].closures[place].isUndone = true
            return .done
        }
        return .refused("not-found")
    }

    mutating func qualify(_ index: Int, firm: Int, until day: Int?, by actor: Int) -> ModelVerdict {
        guard actor == unit || actor == office else { return .refused("forbidden") }
        let until = day.map { clock.midnight($0 + 1) } ?? Int.max
        guard until > now else { return .refused("invalid") }
        instruments[index].qualified[firm] = until
        return .done
    }

    mutating func disqualify(_ index: Int, firm: Int, by actor: Int) -> ModelVerdict {
        guard actor == unit || actor == office else { return .refused("forbidden") }
        return instruments[index].qualified.removeValue(forKey: firm) == nil ? .refused("invalid") : .done
    }

    mutating func certify(_ firm: Int, until day: Int, by actor: Int) -> ModelVerdict {
        guard actor == office else { return .refused("forbidden") }
        let until = clock.midnight(day + 1)
        guard firm != unit, until > now else { return .refused("invalid") }
        small[firm] = until
        return .done
    }

    mutating func decertify(_ firm: Int, by actor: Int) -> ModelVerdict {
        guard actor == office else { return .refused("forbidden") }
        return small.removeValue(forKey: firm) == nil ? .refused("invalid") : .done
    }

    /// Takes off what stands against a firm.
    mutating func restore(_ firm: Int, by actor: Int) -> ModelVerdict {
        guard actor == office else { return .refused("forbidden") }
        let against = bookings.filter { $0.firm == firm && $0.isStrike }
        for strike in against {
            var forgiven = strike
            forgiven.isStrike = false
            keep(forgiven)
        }
        return against.isEmpty ? .refused("invalid") : .restored(strikes: against.count)
    }

    /// Carries an act through; what was made gets the daemon's numbers.
    mutating func apply(_ act: ModelAct, by actor: Int, _ answer: Answer) -> ModelVerdict {
        func number(_ name: String) -> Int? { answer[name].flatMap { Int($0.dropFirst()) } }
        func numbers() -> [Int] {
            ((try? answer.records()) ?? []).filter { $0.word == "booking" }
                .compactMap { $0.subject.flatMap { Int($0.dropFirst()) } }
        }
        switch act {
        case .reserve(let wish):
            let (verdict, booking) = reserve(wish, by: actor)
            keep(booking.map { [$0] } ?? [], as: number("booking").map { [$0] } ?? [])
            return verdict
        case .series(let wish, let days, let count, let skipping):
            let wishes = (0..<count).map { time in
                var one = wish
                one.period = clock.shifted(wish.period, days: time * days)
                return one
            }
            let (verdict, made) = order(wishes, by: actor, skipping: skipping)
            keep(made, as: numbers())
            return verdict
        case .together(let instruments, let wish, let skipping):
            let wishes = instruments.map { instrument in
                var one = wish
                one.instrument = instrument
                return one
            }
            let (verdict, made) = order(wishes, by: actor, skipping: skipping)
            keep(made, as: numbers())
            return verdict
        case .move(let number, let period): return move(number, to: period, by: actor)
        case .cancel(let number, let reason): return cancel(number, reason: reason, by: actor)
        case .approve(let number): return approve(number, by: actor)
        case .decline(let number, let reason): return decline(number, reason: reason, by: actor)
        case .start(let number, let at): return start(number, at: at, by: actor)
        case .finish(let number, let at): return finish(number, at: at, by: actor)
        case .noShow(let number): return noShow(number, by: actor)
        case .close(let index, let period, let reason):
            return close(index, period, reason: reason, number: number("closure"), by: actor)
        case .reopen(let number): return reopen(number, by: actor)
        case .qualify(let index, let firm, let until): return qualify(index, firm: firm, until: until, by: actor)
        case .disqualify(let index, let firm): return disqualify(index, firm: firm, by: actor)
        case .requests: return requests(by: actor)
        case .certify(let firm, let until): return certify(firm, until: until, by: actor)
        case .decertify(let firm): return decertify(firm, by: actor)
        case .restore(let firm): return restore(firm, by: actor)
        }
    }

    private mutating func keep(_ made: [ModelBooking], as numbers: [Int]) {
        for (booking, number) in zip(made, numbers) {
            var booking = booking
            booking.number = number
            keep(booking)
        }
    }
}
