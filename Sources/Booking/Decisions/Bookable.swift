extension InstrumentRegister {
    /// The first moment for which the register lets anybody book: none while it is undisclosed, exempt, broken or
    /// retired (rules D1, D4, D5), the announced return of one that is withdrawn. What hours and closures say comes on
    /// top.
    package var bookableFrom: Instant? {
        guard record.status == .inService else { return nil }
        switch disclosure {
        case .disclosed(let since): return since
        case .withdrawn(_, let until, _): return until
        case .undisclosed, .exempt: return nil
        }
    }
}
