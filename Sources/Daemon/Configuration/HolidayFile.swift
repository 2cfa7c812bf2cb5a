package import Booking
package import Registry
internal import Yams

/// Reads the table of holidays: from a file, or by the name of one that is shipped.
enum HolidayFile {
    /// Where tables are looked for by name, in this order.
    private static let folders = ["Config/holidays", "/etc/yiqi/holidays", "/usr/local/share/yiqi/holidays"]

    /// - Parameter setting: the setting `zone.holidays`: a path (with a slash or ending in `.yaml`), a table's name, or
    ///   `none`.
    /// - Throws: ``ConfigurationFault`` that names the file, the place and what is allowed.
    static func load(_ setting: String) throws(ConfigurationFault) -> HolidayTable {
        if setting == "none" { return HolidayTable(name: setting) }
        if setting.contains("/") || setting.hasSuffix(".yaml") { return try read(setting) }
        for folder in folders {
            let path = "\(folder)/\(setting).yaml"
            if Files.isReadable(path) { return try read(path) }
        }
        // China's table is in the program, so a daemon without any file beside it knows the years up to its own.
        if setting == HolidayTable.china.name { return .china }
        throw ConfigurationFault(problems: [
            "zone.holidays: there is no table \(setting) in \(folders.joined(separator: ", ")); name cn, give the path "
                + "of a table, or write none"
        ])
    }

    private static func read(_ path: String) throws(ConfigurationFault) -> HolidayTable {
        func fault(_ words: String) -> ConfigurationFault { ConfigurationFault(problems: ["\(path): \(words)"]) }
        let bytes: [UInt8]
        do { bytes = try Files.read(path, atMost: 1 << 20) } catch {
            throw ConfigurationFault(problems: ["zone.holidays: \(path) cannot be read: \(error)"])
        }
        let node: Node?
        do { node = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self)) } catch {
            throw fault("not YAML: \(error)")
        }
        var table = HolidayTable(name: path)
        for (key, value) in node?.mapping ?? [:] {
            guard key.string == "years", let years = value.mapping else {
                throw fault("line \(key.mark?.line ?? 0): \(key.string ?? "") is not known; a table has years:")
            }
            for (year, arrangement) in years {
                let line = year.mark?.line ?? 0
                guard let number = year.scalar.flatMap({ Int($0.string) }), (1950...2200).contains(number),
                    let parts = arrangement.mapping
                else { throw fault("line \(line): a year such as 2026: has notice:, holidays: and make-up:") }
                var days: [String: [String]] = ["holidays": [], "make-up": []]
                for (name, list) in parts where name.string != "notice" {
                    guard let name = name.string, days[name] != nil, let items = list.sequence else {
                        throw fault("line \(line): \(number) has notice:, and lists of days in holidays: and make-up:")
                    }
                    days[name] = items.map { $0.scalar?.string ?? "" }
                }
                do throws(HolidayTable.Fault) {
                    try table.add(year: number, off: days["holidays"] ?? [], worked: days["make-up"] ?? [])
                } catch {
                    throw fault("line \(line): \(error.words)")
                }
            }
        }
        guard !table.years.isEmpty else { throw fault("no year is there; a table has years:") }
        return table
    }
}

extension Settings {
    /// When offices of the zone work.
    ///
    /// - Throws: ``ConfigurationFault`` when the table of holidays cannot be used.
    package func workingTime(_ calendar: ZoneCalendar) throws(ConfigurationFault) -> WorkingTime {
        let days = try HolidayFile.load(zone.holidays).days
        guard let time = WorkingTime(days: days, hours: zone.workingHours, calendar: calendar) else {
            throw ConfigurationFault(problems: ["zone.working-hours: nobody ever works; give at least one stretch"])
        }
        return time
    }

    /// How far ahead holidays should be known: the clocks that count working days look about so far.
    private static let ahead = 60

    /// What to tell the operator when the table of holidays ends soon, or has ended; nil where all is well.
    package func holidayWarning(_ time: WorkingTime, by clock: any WallClock) -> String? {
        let today = time.calendar.day(containing: clock.now())
        guard let last = time.days.years.max(), let missing = time.days.unknownYear(from: today, to: today + Self.ahead)
        else { return nil }
        return "zone.holidays: the table \(zone.holidays) covers the years up to \(last) and not \(missing), in which "
            + "every Monday to Friday counts as a working day: add the year to the table"
    }
}
