/// Cuts a text of weekly hours, English or Chinese, into tokens.
struct HoursScanner {
    enum Token: Equatable {
        case days([Weekday])
        /// Minutes since midnight; `bare` where only an hour was written, `afternoon` where the text said so.
        case time(Int, bare: Bool, afternoon: Bool)
        case allDay, closed, dash, comma, semicolon
    }

    private let characters: [Character]
    private var position = 0
    private var tokens: [Token] = []
    /// Hours to add to the next time: 下午.
    private var afternoon = false

    /// Nil where something in the text means nothing here.
    static func tokens(of text: some StringProtocol) -> [Token]? {
        var scanner = HoursScanner(characters: text.lowercased().map { folded[$0] ?? $0 })
        while scanner.position < scanner.characters.count {
            guard scanner.step() else { return nil }
        }
        return scanner.tokens
    }

    private init(characters: [Character]) { self.characters = characters }

    /// Full-width and Chinese signs as their plain likes.
    private static let folded: [Character: Character] = {
        var map: [Character: Character] = [
            "：": ":", "；": ";", "，": ",", "、": ",", "－": "-", "—": "-", "–": "-", "―": "-", "−": "-", "~": "-",
            "～": "-", "〜": "-", "至": "-", "到": "-", "\u{3000}": " ", "\t": " ", "\u{a0}": " ", "\n": ";", "\r\n": ";",
            "\r": ";", "。": ";", "．": ".", "/": "/", "及": ",", "和": ",", "與": ",", "与": ",", "週": "周",
        ]
        for (digit, wide) in "０１２３４５６７８９".enumerated() { map[wide] = Character("\(digit)") }
        return map
    }()

    private static let everyDay = Weekday.allCases
    private static let working = Array(Weekday.allCases.prefix(5))
    private static let weekend: [Weekday] = [.sat, .sun]
    private static let chineseDays: [Character: Weekday] = [
        "一": .mon, "二": .tue, "三": .wed, "四": .thu, "五": .fri, "六": .sat, "日": .sun, "天": .sun,
    ]
    /// Longest first where one begins another; nil is a word without meaning of its own.
    private static let chinese: [(word: [Character], token: Token?)] =
        ([
            ("不开放", .closed), ("休息", .closed), ("关闭", .closed), ("全天候", .allDay), ("全天", .allDay), ("24小时", .allDay),
            ("每天", .days(everyDay)), ("每日", .days(everyDay)), ("天天", .days(everyDay)), ("工作日", .days(working)),
            ("周末", .days(weekend)), ("双休日", .days(weekend)), ("开放时间", nil), ("开放", nil), ("每周", nil),
        ] as [(String, Token?)]).map { (Array($0.0), $0.1) }

    private static let words: [String: Token] = [
        "mon": .days([.mon]), "monday": .days([.mon]), "tue": .days([.tue]), "tues": .days([.tue]),
        "tuesday": .days([.tue]), "wed": .days([.wed]), "wednesday": .days([.wed]), "thu": .days([.thu]),
        "thur": .days([.thu]), "thurs": .days([.thu]), "thursday": .days([.thu]), "fri": .days([.fri]),
        "friday": .days([.fri]), "sat": .days([.sat]), "saturday": .days([.sat]), "sun": .days([.sun]),
        "sunday": .days([.sun]), "daily": .days(everyDay), "everyday": .days(everyDay), "weekdays": .days(working),
        "weekday": .days(working), "workdays": .days(working), "weekend": .days(weekend), "weekends": .days(weekend),
        "closed": .closed, "to": .dash, "through": .dash, "until": .dash, "and": .comma,
    ]

    private func at(_ offset: Int) -> Character? {
        position + offset < characters.count ? characters[position + offset] : nil
    }

    private func starts(with word: [Character]) -> Bool { characters[position...].starts(with: word) }

    private mutating func step() -> Bool {
        let character = characters[position]
        switch character {
        case " ": position += 1
        case "-":
            while at(0) == "-" { position += 1 }
            tokens.append(.dash)
        case ",": single(.comma)
        case ";": single(.semicolon)
        case ":" where tokens.last.map(Self.isDays) ?? true: position += 1
        default:
            if let word = Self.chinese.first(where: { starts(with: $0.word) }) {
                // 每周一 is Monday, not a word and 一.
                position += word.word == Array("每周") ? 1 : word.word.count
                if let token = word.token { tokens.append(token) }
                return true
            }
            if character.isASCII, character.isLetter { return word() }
            if character.isASCII, character.isNumber { return time() }
            return chineseDay() || meridiem()
        }
        return true
    }

    private mutating func single(_ token: Token) {
        position += 1
        tokens.append(token)
    }

    private static func isDays(_ token: Token) -> Bool {
        if case .days = token { true } else { false }
    }

    private mutating func word() -> Bool {
        var text = ""
        while let letter = at(0), letter.isASCII, letter.isLetter || letter == "." {
            if letter != "." { text.append(letter) }
            position += 1
        }
        if text == "every" || text == "all" {
            while at(0) == " " { position += 1 }
            guard starts(with: Array("day")) else { return false }
            position += 3
            tokens.append(text == "every" ? .days(Self.everyDay) : .allDay)
            return true
        }
        if text == "open" { return true }
        guard let token = Self.words[text] ?? (text.hasSuffix("s") ? Self.words[String(text.dropLast())] : nil) else {
            return false
        }
        tokens.append(token)
        return true
    }

    /// 周一, 星期一, 礼拜一; and the bare 五 of 周一至五.
    private mutating func chineseDay() -> Bool {
        for prefix in ["周", "星期", "礼拜"].map(Array.init) where starts(with: prefix) {
            guard let sign = at(prefix.count), let day = Self.chineseDays[sign] else { return false }
            position += prefix.count + 1
            tokens.append(.days([day]))
            return true
        }
        guard let day = Self.chineseDays[characters[position]] else { return false }
        let before = tokens.last { $0 != .dash && $0 != .comma }
        guard before.map(Self.isDays) ?? false else { return false }
        single(.days([day]))
        return true
    }

    /// 上午, 下午 and the like, said before a time.
    private mutating func meridiem() -> Bool {
        for (word, later) in [("上午", false), ("早上", false), ("中午", false), ("下午", true), ("晚上", true)] {
            let signs = Array(word)
            guard starts(with: signs) else { continue }
            position += signs.count
            afternoon = later
            return true
        }
        return false
    }

    /// `9:00`, `09:00`, `9`, `9点`, `9点30分`, `9点半`, `9am`, `5 pm`; `24h`, `24/7` and `7x24` are all day.
    private mutating func time() -> Bool {
        for always in ["24/7", "7x24", "7*24", "7×24"].map(Array.init) where starts(with: always) {
            position += always.count
            if starts(with: Array("小时")) { position += 2 }
            tokens += [.days(Self.everyDay), .allDay]
            return true
        }
        guard var hour = digits(), hour <= 24 else { return false }
        if hour == 24, let next = at(0), next == "h" {
            position += starts(with: Array("hours")) ? 5 : 1
            tokens.append(.allDay)
            return true
        }
        var minute = 0
        var bare = true
        if let sign = at(0), ":.点时".contains(sign) {
            position += 1
            bare = false
            if at(0) == "半" {
                position += 1
                minute = 30
            } else if let read = digits() {
                minute = read
                if at(0) == "分" { position += 1 }
            } else if sign == ":" || sign == "." {
                return false
            }
        }
        var late = afternoon
        afternoon = false
        let ahead = at(0) == " " ? 1 : 0
        if let half = at(ahead), half == "a" || half == "p", at(ahead + 1) == "m" {
            position += ahead + 2
            guard (1...12).contains(hour) else { return false }
            if hour == 12 { hour = 0 }
            late = half == "p"
            bare = false
        }
        if late, hour < 12 { hour += 12 }
        guard minute < 60, hour * 60 + minute <= 1440 else { return false }
        tokens.append(.time(hour * 60 + minute, bare: bare, afternoon: late))
        return true
    }

    /// One or two digits.
    private mutating func digits() -> Int? {
        var text = ""
        while let digit = at(0), digit.isASCII, digit.isNumber {
            text.append(digit)
            position += 1
        }
        return text.count <= 2 ? Int(text) : nil
    }
}
