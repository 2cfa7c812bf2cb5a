package import Booking
import Inventory

extension EditionHead {
    /// What a `datapackage.json` says of its edition; nil where it is not one of ours.
    package init?(_ document: [UInt8], calendars: (String) -> ZoneCalendar?) {
        guard let json = try? JSONValue.read(document), let own = json["yiqi"],
            let zone = own["zone"]?.string, let scope = own["scope"]?.string.flatMap(EditionScope.init),
            let month = own["month"]?.string.flatMap({ Month(text: $0) }), let timezone = own["timezone"]?.string,
            let calendar = calendars(timezone), let created = json["created"]?.string,
            let sealedAt = try? TimeText.instant(created, in: calendar),
            let profile = own["policy"]?["profile"]?.string, let version = own["policy"]?["version"]?.integer,
            let program = own["program"]?.string
        else { return nil }
        func link(_ name: String) -> EditionLink? {
            guard let edition = own[name]?["edition"]?.string, let hash = own[name]?["sha256"]?.string else {
                return nil
            }
            return EditionLink(name: edition, sha256: hash)
        }
        let key = own["key"]?.string
        var needs: [LedgerNeeds]?
        if let listed = own["needs"] {
            guard let items = listed.array else { return nil }
            needs = []
            for item in items {
                guard let category = item["category"]?.string, let posted = item["posted"]?.integer,
                    let unmet = item["unmet"]?.integer
                else { return nil }
                needs?.append(LedgerNeeds(category: category, posted: posted, unmet: unmet))
            }
        }
        self.init(
            zoneCode: zone,
            zoneName: json["contributors"]?.array?.first?["title"]?.string ?? zone, zoneNameEn: nil, scope: scope,
            month: month, revision: own["revision"]?.integer, sealedAt: sealedAt, calendar: calendar,
            policyProfile: profile, policyVersion: version, program: program, previous: link("previous"),
            replaces: link("replaces"), cutFrom: link("cut-from"),
            keyFingerprint: key.map { String($0.dropFirst(7)) }, needs: needs)
    }
}
