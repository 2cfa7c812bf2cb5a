/// How each real list is brought to full disclosure without being touched.
///
/// The defaults stand for what a unit knows of all its instruments; they are made up.
enum Mappings {
    static let unitWide = """
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

    static let beijing = """
        %% The column "firm_model" holds maker and model in one cell.
        %map firm_model = model
        %compose maker = {firm_model}
        %unit price = 元
        %default price = 800元/样
        %default service-content = 样品测试
        %default location = 中心实验楼
        """ + "\n" + unitWide

    static let beijingChinese = beijing.replacing("{firm_model}", with: "{厂商型号}")
        .replacing("%map firm_model", with: "%map 厂商型号")

    static let polymer = """
        %compose function = {仪器名称}
        %compose model = {仪器名称}
        %default maker = 见设备铭牌
        %default original-value = 30万元
        %default location = 化学楼
        %default services = test|样品测试|300.00/sample
        """ + "\n" + unitWide

    static let pennState = """
        %compose number = {Name} {Serial Number}
        %slug number
        %compose location = {Location} {Room}
        %map Award = funding
        %default status = in-service
        %value status: A = in-service
        %default class-code = unclassified
        %default model = as built
        %default maker = in-house
        %default function = see the name
        %default original-value = 1,000,000 yuan
        %default services = use|instrument time|500.00/hour
        """ + "\n" + unitWide.split(separator: "\n").filter { !$0.contains("class-code") }.joined(separator: "\n")

    static let prices = """
        %layout services
        %compose number = {category_name}
        %slug number
        %compose name = {category_name}
        %map detail_name = service-content
        %unit price = 元
        """ + "\n" + priceDefaults

    static let pricesBefore = """
        %layout services
        %compose number = {test_item_name}
        %slug number
        %compose name = {test_item_name}
        %map test_condition = service-content
        %unit price = 元
        """ + "\n" + priceDefaults

    private static let priceDefaults = """
        %default unit-of-charge = 样
        %default service-content = 测试
        %default model = 见设备清单
        %default maker = 见设备清单
        %default function = 材料测试
        %default location = 测试中心
        %default original-value = 80万元
        """ + "\n" + unitWide
}
