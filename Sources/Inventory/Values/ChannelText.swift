/// How many bookings an instrument takes at one time.
enum ChannelText {
    /// Reads `2`, `8通道`, `8 channels`.
    static func channels(_ text: String) throws(ValueFault) -> Int {
        var key = Folding.key(text)
        for word in ["个通道", "通道", "channels", "channel", "个"] where key.hasSuffix(word) {
            key.removeLast(word.count)
            break
        }
        guard !text.contains("-"), !text.contains("."), let count = Int(key), (1...most).contains(count) else {
            throw ValueFault(
                "\(quoted(text)) 不是通道数；请写 1 到 \(most) 的整数。",
                "\(quoted(text)) is not a number of channels; write a whole number from 1 to \(most).")
        }
        return count
    }

    /// Larger arrays are several instruments.
    static let most = 64
}
