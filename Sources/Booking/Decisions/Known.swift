extension Facts {
    /// The booking, if the requester may know of it: its own organisation, the holder unit, the offices in their area.
    func booking(_ id: BookingID, for requester: Requester) throws(Refusal) -> BookingFacts {
        guard let booking = bookings[id] else { throw .notFound(Self.noBooking) }
        if booking.organisation == requester.organisation { return booking }
        let register = instruments[booking.instrument]?.register
        switch requester.role {
        case .zone: return booking
        case .park:
            guard register?.park == requester.organisation else {
                throw .forbidden(
                    Bilingual(zh: "该仪器不在贵园区。", en: "The instrument is not in your park."))
            }
            return booking
        case .lab where register?.unit == requester.organisation: return booking
        case .lab, .firm: throw .notFound(Self.noBooking)
        }
    }

    /// As above, for what only those may do who run the instrument: the holder unit and the offices above it.
    func booking(
        _ id: BookingID, runBy requester: Requester
    ) throws(Refusal) -> (booking: BookingFacts, instrument: InstrumentFacts) {
        let booking = try booking(id, for: requester)
        guard let instrument = instruments[booking.instrument] else { throw .notFound(Self.noBooking) }
        let register = instrument.register
        guard Authority.governs(requester, organisation: register.unit, park: register.park) else {
            throw .forbidden(
                Bilingual(
                    zh: "只有仪器的所属单位或其上级办公室可以这样做。",
                    en: "Only the unit that holds the instrument or an office above it may do this."))
        }
        return (booking, instrument)
    }

    /// The rule book by which one instrument's bookings are judged.
    func policy(of instrument: InstrumentID) -> Policy { instruments[instrument]?.register.policy ?? policy }

    static let noBooking = Bilingual(
        zh: "贵单位没有这个预约；请用 BOOKINGS 查看。",
        en: "Your organisation has no such booking; see BOOKINGS.")
}

extension Refusal {
    /// The booking stands where this step cannot be taken; `needed` is where it could.
    static func wrongState(_ booking: BookingFacts, zh: String, en: String, needed: BookingState) -> Refusal {
        .state(
            booking.state,
            Bilingual(
                zh: "b\(booking.id) 的状态为 \(booking.state.rawValue)，不能\(zh)；须为 \(needed.rawValue)。",
                en: "b\(booking.id) is \(booking.state.rawValue) and cannot be \(en); it would have to be "
                    + "\(needed.rawValue)."))
    }
}
