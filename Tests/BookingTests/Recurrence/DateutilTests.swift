import Booking
import Glibc
import Testing

/// Rules and zones by the thousand against an independent implementation, python-dateutil with Python's zoneinfo.
struct DateutilTests {
    private static let zones = [
        "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia",
        "America/Sao_Paulo",
        "Africa/Casablanca", "Asia/Tehran", "Europe/Dublin", "America/St_Johns",
    ].map(zone)

    /// Another first seed can be given by YIQI_SEED; a failure names the seed of its series.
    @Test func agreesWithDateutil() throws {
        let first = getenv("YIQI_SEED").flatMap { UInt64(String(cString: $0)) } ?? 20_261_123
        let cases = (0..<2_000).map { RandomSeries(seed: first &+ $0, in: Self.zones) }
        let lines = cases.map { one in
            let length =
                switch one.series.length {
                case .elapsed(let span): "elapsed \(span.seconds)"
                case .wallClock(let days, let second): "wall \(days) \(second)"
                }
            return [
                one.calendar.name, Moment.wall(one.series.start).description, one.text,
                one.exceptions.joined(separator: ","),
                length,
            ].joined(separator: "|")
        }
        let python = try pythonWithDateutil()
        let answers = try withScratchFile(lines.joined(separator: "\n")) { cases in
            try withScratchFile(Self.script) { output(of: "\(python) \($0) \(cases)") }
        }.split(separator: "\n")
        try #require(answers.count == cases.count)
        var kinds: [Substring: Int] = [:]
        var (dates, jumped) = (0, 0)
        for (one, answer) in zip(cases, answers) {
            #expect(Self.answer(one.series, one.calendar) == answer, "\(one)")
            kinds[answer.prefix { $0.isLetter }, default: 0] += 1
            bookable(one, one.calendar)
            let found = (try? one.series.occurrences(in: one.calendar)) ?? []
            dates += found.count
            jumped += found.count { WallTime($0.period.start, in: one.calendar) != $0.start }
        }
        // Each way to end has been taken, and enough of everything seen.
        #expect(kinds["dates", default: 0] > 1_250 && dates > 12_000 && jumped > 100, "\(dates), \(jumped)")
        for kind in ["many", "short", "skipped"] { #expect(kinds[Substring(kind), default: 0] > 5, "\(kinds)") }
    }

    private static func answer(_ series: Series, _ calendar: ZoneCalendar) -> String {
        do throws(RecurrenceFault) {
            let found = try series.occurrences(in: calendar)
            return "dates" + found.map { " \($0.period.start.seconds)-\($0.period.end.seconds)" }.joined()
        } catch {
            if error.message.en.contains("more than \(Series.mostOccurrences)") { return "many" }
            if error.message.en.contains("within 50 years") { return "short" }
            return error.part == .length ? "skipped" : "\(error)"
        }
    }

    /// What may be asked for begins at its start; the start suggested instead is the rule's first date, and accepted.
    private func bookable(_ one: RandomSeries, _ calendar: ZoneCalendar) {
        var asked = one.series
        asked.exceptions = []
        do throws(RecurrenceFault) {
            let found = try asked.bookable(in: calendar)
            #expect(found.first?.start == asked.start && found.first?.number == 1, "\(one)")
        } catch {
            guard let suggestion = error.suggestion else { return }
            asked.start = suggestion
            #expect(suggestion == (try? one.series.dates(in: calendar))?.first ?? suggestion, "\(one)")
            let again = fault { () throws(RecurrenceFault) in try asked.bookable(in: calendar) }
            #expect(again?.part != .start && again?.part != .rule, "\(one)")
        }
    }

    /// Dates by dateutil on naive local times; instants by zoneinfo, fold 0, which is RFC 5545's reading of times that
    /// are skipped or come twice. Two things that dateutil does differently from RFC 5545 are done by hand: weekdays with
    /// and without a number in one list (it takes what is in both instead of in either), and positions in a first week
    /// that began before the start (it counts from the start).
    private static let script = """
        import sys, warnings, heapq, datetime as d
        from zoneinfo import ZoneInfo
        from dateutil.rrule import rrulestr
        warnings.simplefilter('ignore')
        REACH = d.timedelta(days=\(Series.reach), hours=23, minutes=59)
        DAY = d.timedelta(days=1)
        NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

        def moment(text):
            if len(text) == 8: return 'day', d.datetime.strptime(text, '%Y%m%d')
            if text.endswith('Z'): return 'utc', d.datetime.strptime(text, '%Y%m%dT%H%M%SZ')
            return 'wall', d.datetime.strptime(text, '%Y%m%dT%H%M%S')

        def utc(wall, zone):
            return wall - wall.replace(tzinfo=zone).utcoffset()

        def dates(parts, start, limit, count):
            plain = [x for x in parts.get('BYDAY', '').split(',') if x and x in NAMES]
            numbered = [x for x in parts.get('BYDAY', '').split(',') if x and x not in NAMES]
            first, lists = start, [parts.get('BYDAY')]
            if plain and numbered: lists = [','.join(plain), ','.join(numbered)]
            if parts['FREQ'] == 'WEEKLY' and 'BYSETPOS' in parts:
                while first.weekday() != NAMES.index(parts.get('WKST', 'MO')): first -= DAY
            by_hand = first != start or len(lists) > 1
            rules = []
            for days in lists:
                one = dict(parts, UNTIL=limit.strftime('%Y%m%dT%H%M%S'))
                if days: one['BYDAY'] = days
                if count and not by_hand: one['COUNT'] = str(count)
                rules.append(rrulestr(';'.join(f'{k}={v}' for k, v in one.items()), dtstart=first))
            before = None
            for date in heapq.merge(*rules):
                if date >= start and date != before:
                    before = date
                    yield date

        def answer(line):
            name, start, text, left_out, length = line.split('|')
            zone, start = ZoneInfo(name), moment(start)[1]
            parts = dict(p.split('=') for p in text.upper().removeprefix('RRULE:').split(';'))
            count, until = int(parts.pop('COUNT', '0')), parts.pop('UNTIL', None)
            reach = start.replace(hour=0, minute=0) + REACH
            # As far as dateutil looks for a date where it finds none, instead of to the year 9999.
            d.MAXYEAR = reach.year + 1
            limit, kind, last = reach, None, None
            if until:
                kind, last = moment(until)
                if kind == 'day': last = last.replace(hour=23, minute=59)
                limit = min(limit, last + 2 * DAY if kind == 'utc' else last)
            found = []
            for date in dates(parts, start, limit, count):
                if kind == 'utc' and utc(date, zone) > last: break
                found.append(date)
                if len(found) > \(Series.mostOccurrences): return 'many'
                if len(found) == count: break
            if count and len(found) < count or last and last > reach: return 'short'
            left_out = [moment(x) for x in left_out.split(',') if x]
            result = ['dates']
            for date in found:
                if any(date.date() == x.date() if k == 'day' else date == x if k == 'wall' else utc(date, zone) == x
                       for k, x in left_out): continue
                begin = utc(date, zone)
                if length.startswith('elapsed'):
                    end = begin + d.timedelta(seconds=int(length.split()[1]))
                else:
                    days, second = map(int, length.split()[1:])
                    end = date.replace(hour=0, minute=0) + d.timedelta(days=days, seconds=second)
                    end = utc(end, zone)
                    if end <= begin: return 'skipped'
                seconds = [round((x - d.datetime(1970, 1, 1)).total_seconds()) for x in (begin, end)]
                result.append(f'{seconds[0]}-{seconds[1]}')
            return ' '.join(result)

        for line in open(sys.argv[1]): print(answer(line.rstrip('\\n')))
        """
}
