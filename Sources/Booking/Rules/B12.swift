/// A series keeps the wall clock's time in the instrument's zone; a time that the clock skips or repeats is read as RFC
/// 5545 has it, and a month without the day is passed over.
///
/// It holds by how a ``Series`` is expanded, before its occurrences are judged one by one. A ``RecurrenceFault`` names it.
package enum B12 {
    static let rule = Rule(
        "B12", zh: "系列按当地钟点重复，依 RFC 5545", en: "A series keeps its time of day on the wall, by RFC 5545",
        source: .rfc5545, modes: [.on])
}
