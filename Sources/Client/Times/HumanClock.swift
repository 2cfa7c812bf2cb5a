/// Times of day as people write them.
enum HumanClock {
    /// Takes a time of day off the front: minutes after midnight, 1,440 for 24:00.
    static func take(_ scanner: inout TextScanner) -> Int? {
        if scanner.takeWord("noon") || scanner.takeWord("中午12点") || scanner.takeWord("正午") { return 720 }
        let half = part(&scanner)
        scanner.skipSpaces()
        guard let hour = scanner.number(atMost: 2) else { return nil }
        var minute = 0
        if scanner.take(":") {
            guard let read = minutes(&scanner) else { return nil }
            minute = read
        } else if scanner.take("点") || scanner.take("时") {
            if scanner.take("半") {
                minute = 30
            } else if let read = scanner.number(atMost: 2) {
                minute = read
                _ = scanner.take("分")
            } else {
                _ = scanner.take("整") || scanner.take("钟")
            }
        }
        scanner.skipSpaces()
        let suffix = scanner.takeWord("am") ? Half.morning : scanner.takeWord("pm") ? .afternoon : nil
        return combine(hour, minute, half ?? suffix)
    }

    private enum Half { case morning, afternoon }

    private static func part(_ scanner: inout TextScanner) -> Half? {
        for word in ["上午", "早上", "早晨", "凌晨"] where scanner.take(word) { return .morning }
        for word in ["下午", "晚上", "傍晚"] where scanner.take(word) { return .afternoon }
        return nil
    }

    private static func minutes(_ scanner: inout TextScanner) -> Int? {
        guard let tens = scanner.number(atMost: 1), let ones = scanner.number(atMost: 1) else { return nil }
        // Whole minutes; ":00" for the seconds is let pass.
        if scanner.take(":"), !scanner.take("00") { return nil }
        return tens * 10 + ones
    }

    private static func combine(_ hour: Int, _ minute: Int, _ half: Half?) -> Int? {
        guard minute < 60 else { return nil }
        switch half {
        case nil: return hour < 24 || hour == 24 && minute == 0 ? hour * 60 + minute : nil
        case .morning?: return hour <= 12 ? hour % 12 * 60 + minute : nil
        // "下午 14:00" is said too.
        case .afternoon?: return hour < 24 ? (hour < 12 ? hour + 12 : hour) * 60 + minute : nil
        }
    }
}
