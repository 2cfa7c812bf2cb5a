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
