import Testing
import Wire

extension SystemTests {
    /// Lists as institutions keep them, over the wire. They lie beside the repository.
    @Suite struct Inventories {
        /// What a unit knows of all its instruments; made up.
        private static func mapping(_ heading: String) -> String {
            """
            %map \(heading) = model
            %compose maker = {\(heading)}
            %unit price = 元
            %default price = 800元/样
            %default service-content = 样品测试
            %default location = 中心实验楼
            %default class-scheme = GB/T 32847
            %default class-code = 0390
            %default public-share = 100%
            %default funding = 中央财政科学事业费
            %default commitment = 开放承诺书2020-7
            %default acceptance-date = 2015年6月30日
            %default open-hours = 周一至周五 9:00-17:00
            %default access = 送样、协助上机
            %default contact = 平台办公室 010-00000000
            %default complaints = 科技处 010-00000001

            """
        }

        private static func list(_ name: String, _ heading: String) throws -> [UInt8] {
            try Array(mapping(heading).utf8) + readBytes(Programs.repository + "/../shared/inventories/" + name)
        }

        @Test func aRealListIsPublishedAndComesBack() async throws {
            let world = try await World.corner([])
            let lab = try await world.client("lab")
            let list = try Self.list("cn_bua_instruments.csv", "firm_model")
            let all = try await lab.upload("PUBLISH \(world.unit)", list)
            #expect(all.code == .rule || all.code == .invalid, "one row has a value without a unit")
            #expect(try await lab.ask("INVENTORY \(world.unit)")["count"] == "0", "and so nothing is changed")
            let each = try await lab.upload("PUBLISH \(world.unit) mode=each", list)
            #expect(each["created"] == "28" && each["refused"] == "1", "\(each.final)")
            let refused = try each.records().filter { $0["outcome"] == "refused" }
            #expect(refused.map { $0["line"] } == ["32"] && refused.first?["column"] == "original_price")
            #expect(try await lab.upload("PUBLISH \(world.unit) mode=each", list)["same"] == "28")
            for format in ["csv", "json"] {
                let inventory = try await lab.ask("INVENTORY \(world.unit) format=\(format)")
                #expect(inventory["count"] == "28")
                let back = inventory.lines.joined(separator: "\n") + "\n"
                let answer = try await lab.upload("PUBLISH \(world.unit) format=\(format)", back)
                #expect(answer["same"] == "28" && answer["changed"] == "0", "\(format): \(answer.text)")
            }
            #expect(try await lab.ask("FIND unit=\(world.unit) limit=500")["count"] == "28")
        }

        /// Two editions of one real price list: the slip in the second is held, price by price.
        @Test func aSlipInAPriceListIsHeld() async throws {
            let defaults = """
                %unit price = 元
                %default unit-of-charge = 样
                %default service-content = 测试
                %default model = 见设备清单
                %default maker = 见设备清单
                %default function = 材料测试
                %default location = 测试中心
                %default original-value = 80万元
                %default class-scheme = GB/T 32847
                %default class-code = 0390
                %default public-share = 100%
                %default funding = 中央财政科学事业费
                %default commitment = 开放承诺书2020-7
                %default acceptance-date = 2015年6月30日
                %default open-hours = 周一至周五 9:00-17:00
                %default access = 送样
                %default contact = 平台办公室 010-00000000
                %default complaints = 科技处 010-00000001
                %default price-basis = 试样加工、耗材、人工
                %list

                """
            func edition(_ name: String, _ item: String, _ detail: String, _ lines: String = "") throws -> [UInt8] {
                let mapping =
                    "%layout services\n%compose number = {\(item)}\n%slug number\n%compose name = {\(item)}\n"
                    + "%map \(detail) = service-content\n\(lines)" + defaults
                return try Array(mapping.utf8) + readBytes(Programs.repository + "/../shared/inventories/" + name)
            }
            let world = try await World.corner([])
            let lab = try await world.client("lab")
            let publish = "PUBLISH \(world.unit) mode=each"
            let before = try edition("cn_jitri_service_prices_before.csv", "test_item_name", "test_condition")
            #expect(try await lab.upload(publish, before)["created"] == "175")
            func after(_ lines: String = "") throws -> [UInt8] {
                try edition("cn_jitri_service_prices.csv", "category_name", "detail_name", lines)
            }
            let dry = try await lab.upload(publish + " dry-run=yes", try after())
            let held = try dry.records().filter { $0["rule"] == "D8" }
            #expect(held.count > 50, "\(held.count) prices are held")
            #expect(held.allSatisfy { $0["service"] != nil && $0["old"] != nil && $0["new"] != nil })
            // The lines that the refusals give let exactly these through.
            let lines = held.compactMap { record -> String? in
                guard let message = record["message"], let start = message.firstRange(of: "%confirm-price") else {
                    return nil
                }
                return message[start.lowerBound...].split(separator: " ").prefix(3).joined(separator: " ") + "\n"
            }.joined()
            let confirmed = try await lab.upload(publish + " dry-run=yes", try after(lines))
            #expect(try confirmed.records().allSatisfy { $0["rule"] != "D8" }, "\(confirmed.final)")
            let count = { (reply: Answer) in Int(reply["changed"] ?? "") ?? 0 }
            #expect(count(confirmed) > count(dry))
        }

        @Test func theSameListInGBKIsTheSame() async throws {
            let world = try await World.corner([])
            let lab = try await world.client("lab")
            // The directives are UTF-8, the list behind them is not.
            let bytes = try Self.list("cn_bua_instruments_gbk_crlf.csv", "厂商型号")
            let dry = try await lab.upload("PUBLISH \(world.unit) mode=each dry-run=yes", bytes)
            #expect(dry.lines.first?.hasPrefix("encoding GB") == true, "\(dry.text.prefix(3))")
            #expect(try await lab.ask("INVENTORY \(world.unit)")["count"] == "0")
            let each = try await lab.upload("PUBLISH \(world.unit) mode=each", bytes)
            #expect(dry["created"] == "28" && dry["refused"] == "1" && dry["dry-run"] == "yes", "\(dry.final)")
            #expect(each["created"] == "28" && each["refused"] == "1", "\(each.final)")
            #expect(try await lab.upload("PUBLISH \(world.unit) mode=each", bytes)["changed"] == "0")
        }
    }
}
