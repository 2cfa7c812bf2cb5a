import Booking

/// A bar for each rate, nought to one hundred percent.
enum RateBars {
    struct Bar {
        let label: String
        /// No value, no bar.
        let rate: Ratio
    }

    static func picture(id: String, title: String, description: String, _ bars: [Bar]) -> [String] {
        let span = Plot.width - Plot.left - 70
        let bottom = bars.count * Plot.row + 8
        return Plot.picture(id: id, title: title, description: description, height: bottom + 22) { svg in
            for tick in 0...4 {
                let x = "\(Plot.left + span * tick / 4)"
                svg.empty("line", ["x1": x, "y1": "4", "x2": x, "y2": "\(bottom)", "class": "grid"])
                svg.element(
                    "text", ["x": x, "y": "\(bottom + 15)", "class": "tick", "text-anchor": "middle"], "\(tick * 25)%")
            }
            for (index, bar) in bars.enumerated() {
                let y = index * Plot.row + 6
                svg.element(
                    "text",
                    ["x": "\(Plot.left - 10)", "y": "\(y + 15)", "class": "label", "text-anchor": "end"],
                    Plot.label(bar.label))
                let length = (bar.rate.tenThousandths ?? 0) * span
                svg.inside(
                    "rect",
                    [
                        "x": "\(Plot.left)", "y": "\(y + 2)", "width": Plot.number(length / 100),
                        "height": "\(Plot.row - 8)", "class": "bar",
                    ]
                ) { $0.element("title", "\(bar.label): \(Shown.percent(bar.rate))") }
                svg.element(
                    "text",
                    ["x": Plot.number(length / 100 + (Plot.left + 8) * 100), "y": "\(y + 15)", "class": "value"],
                    Shown.percent(bar.rate))
            }
        }
    }
}
