import Booking

/// The services cell: `code|content|350.00/hour`, several parted by `;` or newlines.
///
/// A `|`, `;` or newline that belongs to the text is written behind a backslash (`\|`, `\;`, `\n`), a backslash twice;
/// the full-width signs `｜` and `；` part too.
enum ServiceText {
    static func services(_ text: String) throws(ValueFault) -> [ServiceOffer] {
        var offers: [ServiceOffer] = []
        for parts in split(text) {
            if parts == [""] { continue }
            guard parts.count == 3 else {
                throw ValueFault(
                    "服务 \(quoted(parts.joined(separator: "|"))) 应写作 代码|内容|350.00/hour，多项之间用分号。",
                    "The service \(quoted(parts.joined(separator: "|"))) must be written code|content|350.00/hour, with semicolons between several."
                )
            }
            let code = parts[0]
            try NumberText.check(code, what: .serviceCode)
            guard !offers.contains(where: { $0.code == code }) else {
                throw ValueFault("服务代码 \(quoted(code)) 出现两次。", "The service code \(quoted(code)) stands twice.")
            }
            let (price, unit) = try price(parts[2], unit: MoneyText.Unit("元"))
            guard let unit else {
                throw ValueFault(
                    "\(quoted(parts[2])) 没有计价单位；请写如 \(price)/hour。",
                    "\(quoted(parts[2])) has no unit of charge; write \(price)/hour or the like.")
            }
            offers.append(ServiceOffer(code: code, content: parts[1], unitOfCharge: unit, price: price))
        }
        return offers
    }

    /// Reads `350元/小时`, `¥350 / hour`, `350 元每样`, `20元`; `unit` is for a number without one.
    static func price(
        _ text: String, unit given: MoneyText.Unit?
    ) throws(ValueFault) -> (price: Money, unit: UnitOfCharge?) {
        let plain = Folding.narrow(text)
        guard let cut = plain.firstIndex(where: { $0 == "/" || $0 == "每" }) else {
            return (try MoneyText.money(text, unit: given), nil)
        }
        let charge = String(plain[plain.index(after: cut)...])
        guard !charge.contains(where: { $0.isASCII && $0.isNumber }) else {
            throw ValueFault(
                "\(quoted(text)) 不是一个价格；请写一个数和一个计价单位，如 350元/小时，多项收费请分项列出。",
                "\(quoted(text)) is not one price; write one number and one unit of charge, as 350元/小时, and several charges as several services."
            )
        }
        let unit = try Words.unitOfCharge(charge).unit
        return (try MoneyText.money(Folding.trim(String(plain[..<cut])), unit: given), unit)
    }

    /// The cell that ``services(_:)`` reads as these offers.
    static func cell(_ offers: [ServiceOffer]) -> String {
        offers.map { "\(escaped($0.code))|\(escaped($0.content))|\($0.price)/\($0.unitOfCharge.rawValue)" }
            .joined(separator: "; ")
    }

    /// A piece of text with the parting signs escaped, and spaces at its ends kept.
    static func escaped(_ text: String) -> String {
        var out = ""
        let count = text.unicodeScalars.count
        for (index, scalar) in text.unicodeScalars.enumerated() {
            switch scalar {
            case "\\", "|", ";", "｜", "；":
                out.unicodeScalars.append("\\")
                out.unicodeScalars.append(scalar)
            case "\n": out += "\\n"
            case _ where (index == 0 || index == count - 1) && Folding.isSpace(scalar):
                out.unicodeScalars.append("\\")
                out.unicodeScalars.append(scalar)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Services, and the parts of each, escapes undone; spaces at the ends of a part count only behind a backslash.
    private static func split(_ text: String) -> [[String]] {
        var services: [[String]] = [[""]]
        var escaped = false
        // Spaces that belong to the part only if more of it follows.
        var waiting = ""
        func add(_ scalar: Unicode.Scalar) {
            let last = services.count - 1
            services[last][services[last].count - 1] += waiting
            services[last][services[last].count - 1].unicodeScalars.append(scalar)
            waiting = ""
        }
        for scalar in text.unicodeScalars {
            if escaped {
                escaped = false
                add(scalar == "n" ? "\n" : scalar)
                continue
            }
            switch scalar {
            case "\\": escaped = true
            case ";", "；", "\n":
                services.append([""])
                waiting = ""
            case "|", "｜":
                services[services.count - 1].append("")
                waiting = ""
            case _ where Folding.isSpace(scalar):
                if services.last?.last?.isEmpty == false { waiting.unicodeScalars.append(scalar) }
            default: add(scalar)
            }
        }
        if escaped { add("\\") }
        return services
    }
}
