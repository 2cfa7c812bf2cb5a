/// The commands, by their words on the wire.
package enum Verb: String, CaseIterable, Sendable {
    // Session.
    case auth = "AUTH"
    case lang = "LANG"
    case help = "HELP"
    case ping = "PING"
    case quit = "QUIT"
    case status = "STATUS"
    // Look.
    case parks = "PARKS"
    case units = "UNITS"
    case categories = "CATEGORIES"
    case find = "FIND"
    case show = "SHOW"
    case free = "FREE"
    case week = "WEEK"
    case rules = "RULES"
    case overdue = "OVERDUE"
    case findings = "FINDINGS"
    case export = "EXPORT"
    // What other programs and registers take.
    case feed = "FEED"
    // Book.
    case check = "CHECK"
    case reserve = "RESERVE"
    case move = "MOVE"
    case cancel = "CANCEL"
    case bookings = "BOOKINGS"
    case booking = "BOOKING"
    // Run a lab.
    case publish = "PUBLISH"
    case inventory = "INVENTORY"
    case withdraw = "WITHDRAW"
    case close = "CLOSE"
    case reopen = "REOPEN"
    case schedule = "SCHEDULE"
    case policy = "POLICY"
    // Offices and accounts.
    case add = "ADD"
    case token = "TOKEN"
    case revoke = "REVOKE"
    case exempt = "EXEMPT"
    case audit = "AUDIT"
}
