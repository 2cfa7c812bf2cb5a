internal import ArgumentParser
internal import Booking
internal import Daemon
internal import Edition
internal import Glibc
internal import Logging

struct BulletinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bulletin", abstract: "Write the bulletin of a month, a quarter or a year into a file.",
        discussion: """
            Works beside a running daemon and without one. Of a sealed month it tells what was sealed, otherwise what
            there is so far; a quarter or a year has to be sealed, month by month. A PDF is printed by chromium or weasyprint, which has to be installed, with a Chinese font.
            """)

    @Argument(help: "The month, as 2026-11; or a quarter 2026-Q4, a year 2026, or 2026-07/2027-06.")
    var month: String
    @Option(help: "The file; replaced where it is there.", completion: .file())
    var out: String
    @Option(help: "html, csv, json or xlsx.", completion: .list(["html", "csv", "json", "xlsx"]))
    var format = "html"
    @Flag(help: "Print the document to a PDF instead.")
    var pdf = false
    @Option(help: "Of this park only.")
    var park: String?
    @Option(help: "Of this unit only.")
    var unit: String?
    @Option(help: "Which table for csv: units, parks, findings, overdue, refusals or needs.")
    var part = "units"
    @Option(help: "r0, r1 …, or draft.")
    var revision: String?
    @Option(help: "zh, en or both.", completion: .list(["zh", "en", "both"]))
    var languages = "both"

    @OptionGroup var options: SettingOptions

    func validate() throws {
        guard BulletinTime(month) != nil else {
            throw ValidationError("Write a month as 2026-11, a quarter as 2026-Q4, a year as 2026 or 2026-07/2027-06.")
        }
        guard ["html", "csv", "json", "xlsx"].contains(format) else {
            throw ValidationError("The format is html, csv, json or xlsx.")
        }
        guard BulletinSection(rawValue: part) != nil else {
            throw ValidationError("A part is \(BulletinSection.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        guard languages == "both" || Language(rawValue: languages) != nil else {
            throw ValidationError("The languages are zh, en or both.")
        }
        if pdf, format != "html" { throw ValidationError("A PDF is made of the html document.") }
    }

    func run() async throws {
        guard let time = BulletinTime(month) else { return }
        var order = BulletinOrder(time)
        order.park = park
        order.unit = unit
        order.format = format
        order.section = BulletinSection(rawValue: part) ?? .units
        order.revision = revision
        if let one = Language(rawValue: languages) { order.languages = [one] }
        try await reporting {
            let settings = try options.settings()
            DaemonLog.install(settings.log)
            // Before a month is counted: whether it can be printed at all.
            let printer = pdf ? try PDFPrinter.find() : nil
            let bytes = try await Daemon(settings, .yiqi, logger: Logger(label: "yiqid")).bulletin(order)
            guard let printer else { return try replace(out, with: bytes) }
            try printer.print(bytes, to: out)
        }
    }
}

/// Writes a file whole or not at all, in the place of one that is there.
func replace(_ path: String, with bytes: [UInt8]) throws {
    let fresh = "\(path).\(getpid())"
    EditionFolder.remove(fresh)
    try EditionFolder.write(bytes, to: fresh)
    try EditionFolder.rename(fresh, to: path)
}
