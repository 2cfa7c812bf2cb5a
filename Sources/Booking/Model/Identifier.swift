/// A database number that cannot be mixed up with another kind's.
package struct Identifier<Of>: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }
    package init(_ rawValue: Int64) { self.rawValue = rawValue }

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    package var description: String { String(rawValue) }
}

/// Tags for ``Identifier``; none of them is ever made.
package enum InstrumentTag {}
package enum ChannelTag {}
package enum ServiceTag {}
package enum OrganisationTag {}
package enum AccountTag {}
package enum BookingTag {}
package enum ClosureTag {}
package enum OperatorTag {}
package enum WishTag {}
package enum NeedTag {}

package typealias InstrumentID = Identifier<InstrumentTag>
package typealias ChannelID = Identifier<ChannelTag>
package typealias ServiceID = Identifier<ServiceTag>
package typealias OrganisationID = Identifier<OrganisationTag>
package typealias AccountID = Identifier<AccountTag>
/// Written `b1042` on the wire.
package typealias BookingID = Identifier<BookingTag>
/// Written `c17` on the wire.
package typealias ClosureID = Identifier<ClosureTag>
package typealias OperatorID = Identifier<OperatorTag>
/// A wish on a waiting list; written `w17` on the wire.
package typealias WishID = Identifier<WishTag>
/// Written `n17` on the wire.
package typealias NeedID = Identifier<NeedTag>
