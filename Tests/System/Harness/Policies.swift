/// Policy files for tests that book much.
enum Policies {
    /// The default profile without the limits on how much one firm may book.
    static func unlimited(in folder: TemporaryFolder) throws -> String {
        try folder.write(
            "unlimited.yaml",
            """
            profile: unlimited
            rules:
              B5:
                mode: on
                days: 90d
              B6:
                mode: off
              B7:
                mode: off

            """)
        return "policy=\(folder.path)/unlimited.yaml"
    }
}

/// Slots of an hour, one after another, from the first of February 2027 at midnight.
func slot(_ index: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "2027-02-\(two(1 + index / 24))T\(two(index % 24)):00"
}
