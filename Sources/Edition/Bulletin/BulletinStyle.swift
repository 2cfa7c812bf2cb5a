/// The look of the printed bulletin: A4, one column, numbers aligned, nothing from elsewhere.
enum BulletinStyle {
    static let css = """
        @page { size: A4; margin: 20mm 17mm 20mm 17mm; @bottom-center { content: counter(page); font: 9pt serif; color: #555 } }
        * { box-sizing: border-box }
        html { font-size: 10pt; line-height: 1.5; color: #1b1f24; background: #fff }
        body { max-width: 178mm; margin: 0 auto; padding: 8mm 0; font-family: "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, "Noto Serif", Georgia, serif }
        article + article { break-before: page; margin-top: 24mm }
        .masthead { border-top: 3pt solid #0b5d66; border-bottom: 0.6pt solid #0b5d66; padding: 5mm 0 4mm; margin-bottom: 6mm; text-align: center }
        .masthead p { text-align: center }
        .masthead .zone { margin: 0; letter-spacing: 0.12em; color: #0b5d66; font-size: 11pt }
        h1 { margin: 2mm 0; font-size: 19pt; line-height: 1.3; letter-spacing: 0.04em }
        .issue { margin: 0; font-size: 9.5pt; color: #444 }
        .draft { border: 0.8pt solid #a4243b; color: #a4243b; padding: 1.5mm 3mm; text-align: center; margin: 0 0 5mm; font-weight: bold }
        h2 { font-size: 13pt; margin: 8mm 0 2mm; color: #0b5d66; border-bottom: 0.4pt solid #b8c6c8; padding-bottom: 1mm; break-after: avoid }
        h3 { font-size: 10.5pt; margin: 5mm 0 1.5mm; break-after: avoid }
        p { margin: 0 0 2.5mm; text-align: justify }
        .figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 3mm; margin: 0 0 5mm; padding: 0 }
        .figures div { border: 0.4pt solid #b8c6c8; border-top: 1.6pt solid #0b5d66; padding: 2mm 2.5mm; break-inside: avoid }
        .figures dt { font-size: 8.5pt; color: #444 }
        .figures dd { margin: 0; font-size: 14pt; font-variant-numeric: tabular-nums; font-weight: bold }
        .figures dd small { font-size: 8pt; font-weight: normal; color: #444; display: block }
        table { width: 100%; border-collapse: collapse; margin: 1mm 0 4mm; font-size: 8.5pt; line-height: 1.35 }
        caption { caption-side: top; text-align: left; font-weight: bold; font-size: 9pt; padding: 1mm 0; break-after: avoid }
        thead { display: table-header-group }
        thead th { border-top: 1pt solid #1b1f24; border-bottom: 0.5pt solid #1b1f24; font-weight: bold; vertical-align: bottom; padding: 1mm 1.2mm; text-align: left }
        tbody td, tbody th { border-bottom: 0.25pt solid #c9d2d4; padding: 0.9mm 1.2mm; vertical-align: top; text-align: left; font-weight: normal; unicode-bidi: isolate; overflow-wrap: anywhere }
        tbody tr:last-child > * { border-bottom: 1pt solid #1b1f24 }
        tbody tr.sum > * { border-top: 0.5pt solid #1b1f24; font-weight: bold }
        tr { break-inside: avoid }
        .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal }
        thead .n { white-space: normal }
        .open { color: #a4243b }
        figure { margin: 3mm 0 5mm; break-inside: avoid }
        figcaption { font-size: 9pt; font-weight: bold; margin-bottom: 1.5mm }
        svg { width: 100%; height: auto; display: block }
        svg text { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", Arial, sans-serif; fill: #1b1f24 }
        .label, .value { font-size: 12px }
        .tick { font-size: 11px; fill: #444 }
        .grid { stroke: #d3dadc; stroke-width: 1 }
        .bar { fill: #0b7a75 }
        .class-1 { fill: #0b5d66 }
        .class-2 { fill: #58a4a8 }
        .class-3 { fill: #e3b04b }
        .class-4 { fill: #b5651d }
        .class-5 { fill: #7d74b8 }
        .class-6 { fill: #a4243b }
        .class-7 { fill: #cfd8da }
        .class-8 { fill: #f4f6f6; stroke: #9aa7aa; stroke-width: 0.5 }
        .notes { font-size: 8.5pt; color: #333 }
        .notes li { margin-bottom: 1mm }
        .hash { font-family: monospace; overflow-wrap: anywhere }
        @media print { body { padding: 0; max-width: none } article + article { margin-top: 0 } }
        """
}
