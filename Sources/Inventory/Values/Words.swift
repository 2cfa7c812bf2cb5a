import Booking

/// Words of fixed meaning in both languages, compared by ``Folding/key(_:)``.
enum Words {
    static func status(_ text: String) throws(ValueFault) -> ServiceStatus {
        guard let status = statuses[Folding.key(text)] else {
            throw unknown(
                text, zh: "状态", en: "a status", allowed: "in-service/正常, out-of-service/故障/停用, retired/报废",
                field: .status)
        }
        return status
    }

    /// One or more modes, parted by commas, semicolons, slashes or newlines; each is kept once.
    static func access(_ text: String) throws(ValueFault) -> [AccessMode] {
        var modes: [AccessMode] = []
        for word in text.split(whereSeparator: { ",，、;；/／\n|+和及".contains($0) }) {
            let key = Folding.key(word)
            if key.isEmpty { continue }
            guard let mode = accessModes[key] else {
                throw unknown(
                    String(word), zh: "使用方式", en: "a mode of access",
                    allowed: "self/自主上机, assisted/协助上机, sample/送样, remote/远程", field: .access)
            }
            if !modes.contains(mode) { modes.append(mode) }
        }
        return modes
    }

    /// A unit of charge, and the unit of money that a word such as 元/小时 states with it.
    static func unitOfCharge(_ text: String) throws(ValueFault) -> (unit: UnitOfCharge, money: MoneyText.Unit?) {
        var key = Folding.key(text)
        var money: MoneyText.Unit?
        for separator in ["/", "每", "per"] {
            if let range = key.firstRange(of: separator), range.lowerBound != key.startIndex,
                let stated = MoneyText.Unit(String(key[..<range.lowerBound]))
            {
                money = stated
                key = String(key[range.upperBound...])
                break
            }
        }
        for prefix in ["按", "每", "per", "/"] where key.hasPrefix(prefix) && key != prefix {
            key.removeFirst(prefix.count)
        }
        if let unit = units[key] { return (unit, money) }
        for suffix in ["计费", "收费", "计"] where key.hasSuffix(suffix) {
            if let unit = units[String(key.dropLast(suffix.count))] { return (unit, money) }
        }
        throw unknown(
            text, zh: "计价单位", en: "a unit of charge", allowed: "hour/小时, day/天, sample/样, use/次", field: .unitOfCharge)
    }

    private static func unknown(
        _ text: String, zh: String, en: String, allowed: String, field: InventoryField
    ) -> ValueFault {
        ValueFault(
            "\(quoted(text)) 不是\(zh)；可写 \(allowed)，或用 %value \(field.rawValue): \(text) = … 说明其意。",
            "\(quoted(text)) is not \(en); write one of \(allowed), or say what it means with %value \(field.rawValue): \(text) = …"
        )
    }

    private static func table<Value>(_ words: [(Value, String)]) -> [String: Value] {
        var table: [String: Value] = [:]
        for (value, list) in words {
            for word in list.split(separator: ",") { table[Folding.key(word)] = value }
        }
        return table
    }

    private static let statuses = table([
        (
            ServiceStatus.inService,
            "in-service,in use,active,enable,enabled,available,ok,normal,operational,working,"
                + "正常,在用,使用中,可用,启用,运行,运行中,良好,完好,在役,正常使用,开放"
        ),
        (
            .outOfService,
            "out-of-service,disable,disabled,inactive,down,broken,fault,faulty,under repair,unavailable,"
                + "故障,维修,维修中,停用,不可用,停机,待修,禁用,暂停,暂停服务,停止服务,检修"
        ),
        (.retired, "retired,scrapped,decommissioned,disposed,报废,已报废,退役,淘汰,拟报废"),
    ])

    private static let accessModes = table([
        (
            AccessMode.selfOperated,
            "self,self-service,self-operated,self service,diy,independent,自主,自主上机,自助,自主操作,自行操作,独立上机,自主使用"
        ),
        (
            .assisted,
            "assisted,operator,with operator,staff,full service,协助,协助上机,委托操作,专人操作,人员协助,代操作,技术人员操作,工程师操作"
        ),
        (.sample, "sample,samples,sample service,mail-in,send sample,送样,送样检测,委托测试,委托检测,代测,送样测试,样品检测"),
        (.remote, "remote,remote access,online,远程,远程操作,远程使用"),
    ])

    private static let units = table([
        (UnitOfCharge.hour, "hour,hours,h,hr,hrs,hourly,小时,时,机时,时间,小时机时,个小时"),
        (.day, "day,days,d,daily,天,日"),
        (.sample, "sample,samples,specimen,piece,item,样,样品,样本,个,件,个样品,个样,样次,试样,个试样"),
        (.use, "use,uses,time,times,run,runs,once,test,次,测试,次数,次测试,一次"),
    ])
}
