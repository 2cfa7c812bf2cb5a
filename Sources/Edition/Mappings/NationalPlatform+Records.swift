package import Booking

extension NationalPlatform {
    package static let recordFields: [Field] = [
        ("innerId", "所在单位仪器编号"), ("startTime", "服务开始时间"), ("endTime", "服务结束时间"),
        ("serviceTime", "实际服务机时（小时）"), ("serviceContent", "实际服务内容"), ("serviceWay", "服务方式"),
        ("serviceAmount", "服务量"), ("amounts", "服务金额（元）"), ("serviceType", "服务对象"),
        ("serviceDirection", "服务类型"), ("subjectName", "课题名称"), ("applicant", "申请人"),
        ("applicantUnit", "申请人单位"), ("applicantPhone", "申请人电话"), ("applicantEmail", "申请人电子邮箱"),
    ].map { Field(key: $0.0, heading: $0.1) }

    package static func records(_ records: [ServiceRecord], _ calendar: ZoneCalendar) -> [[String]] {
        records.map { record in
            let minutes = Int(record.period.length.seconds / 60)
            return [
                record.instrument.number, TimeText.plain(record.period.start, in: calendar),
                TimeText.plain(record.period.end, in: calendar), hours(minutes), record.service, way(record.access),
                "\(record.quantity)", record.price.description, "外部用户", direction(record.purpose),
                record.project ?? "", record.account, record.organisation, ContactText.telephone(record.contact) ?? "",
                ContactText.mail(record.contact) ?? "",
            ]
        }
    }

    /// Hours in hundredths, half up.
    private static func hours(_ minutes: Int) -> String {
        let hundredths = (minutes * 100 + 30) / 60
        return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
    }

    /// How the platform calls the ways of sharing.
    private static func way(_ access: AccessMode?) -> String {
        switch access {
        case .selfOperated: "占用共享"
        case .assisted: "技术共享"
        case .sample: "委托共享"
        case .remote: "远程共享"
        case nil: "其他"
        }
    }

    private static func direction(_ purpose: Purpose) -> String {
        switch purpose {
        case .research: "科学研究"
        case .development: "科技开发"
        case .teaching, .training: "教学"
        default: "其他"
        }
    }
}
