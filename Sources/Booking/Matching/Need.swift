/// What somebody needs and may not have found: the values that instruments are compared with.
package struct Need: Hashable, Sendable {
    /// Words, each with its other names, in lower case; the more of them an instrument's text has, the better.
    package var words: [[String]]
    /// The beginning of a class code.
    package var category: String?
    /// What one booking of ``length`` may cost.
    package var budget: Money?
    package var length: Span
    /// By when the use has to be over.
    package var by: Instant?

    package init(
        words: [[String]], category: String? = nil, budget: Money? = nil, length: Span, by: Instant? = nil
    ) {
        self.words = words
        self.category = category
        self.budget = budget
        self.length = length
        self.by = by
    }
}

/// An instrument as a need meets it.
package struct NeedCandidate: Hashable, Sendable {
    package let instrument: InstrumentID
    package let path: InstrumentPath
    /// All that is said of it, in lower case: what FIND looks through.
    package let text: String
    package let classCode: String?
    /// What it offers now.
    package let offers: [ServiceOffer]

    package init(
        instrument: InstrumentID, path: InstrumentPath, text: String, classCode: String?, offers: [ServiceOffer]
    ) {
        self.instrument = instrument
        self.path = path
        self.text = text
        self.classCode = classCode
        self.offers = offers
    }
}

/// An instrument that fits a need, and why.
package struct NeedMatch: Hashable, Sendable {
    package let instrument: InstrumentID
    package let path: InstrumentPath
    /// The need's own words that the instrument's text has, under this name or another.
    package let words: [String]
    /// The cheapest service that fits, and what a booking of the need's length costs.
    package let service: String
    package let price: Money
    /// The first start at which every rule would accept a booking of it; nil where it has not been asked for.
    package var start: Instant?
}
