/// How an outsider's booking of an instrument comes about: the inventory's `share-mode`.
package enum ShareMode: String, CaseIterable, Sendable {
    /// Confirmed at once where the rules let it pass.
    case direct
    /// The unit answers first, against a clock (rule O3).
    case byRequest = "by-request"

    /// Reads the column as lists have it, whatever their case, spaces, `-` and `_`. Everything that does not ask for the
    /// unit's answer is direct: an unknown word must not shut anybody out.
    package init(_ text: String?) {
        let folded = (text ?? "").lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" }
        self = Self.asking.contains(folded) ? .byRequest : .direct
    }

    /// The words that ask for the unit's answer, folded.
    private static let asking: Set<String> = [
        "byrequest", "onrequest", "request", "approval", "byapproval", "withapproval", "needsapproval",
        "审批", "需审批", "审批后使用", "预约审批", "审批预约", "审核", "需审核", "预约审核", "申请", "申请审批", "申请使用",
    ]
}

extension InventoryRecord {
    /// Whether an outsider's booking waits for the unit's answer.
    package var needsApproval: Bool { ShareMode(shareMode) == .byRequest }
}
