/// What a column of a list can be: the inventory columns, and the single-service columns that make up one offer.
package enum InventoryField: String, CaseIterable, Sendable {
    case number, name
    case nameEn = "name-en"
    case model, maker, origin
    case classScheme = "class-scheme"
    case classCode = "class-code"
    case originalValue = "original-value"
    case publicShare = "public-share"
    case funding, commitment
    case acceptanceDate = "acceptance-date"
    case location, function, technical, services, access
    case openHours = "open-hours"
    case channels
    case setUp = "set-up"
    case cleanDown = "clean-down"
    case contact, complaints, pid, status
    case shareMode = "share-mode"
    case priceBasis = "price-basis"
    case noAssistance = "no-assistance"
    // One service of a row whose list has a column for each of its parts.
    case serviceCode = "service-code"
    case serviceContent = "service-content"
    case price
    case unitOfCharge = "unit-of-charge"

    /// The columns that are written, in their fixed order.
    package static var columns: ArraySlice<Self> { allCases.prefix { $0 != .serviceCode } }

    /// What kinds of unit a bare number in this field can be given by a heading or `%unit`; nil for other fields.
    var dimension: Dimension? {
        switch self {
        case .originalValue, .price: .money
        case .publicShare: .share
        case .setUp, .cleanDown: .time
        default: nil
        }
    }

    enum Dimension {
        case money, share, time

        var examples: String {
            switch self {
            case .money: "元, 万元, 亿元"
            case .share: "%"
            case .time: "min, h"
            }
        }
    }
}
