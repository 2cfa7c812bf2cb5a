/// The names under which lists carry each field: our own, plain English and Chinese, the UK register's import sheet
/// (UNIQUIP) and the national platform for large instruments.
///
/// Names that could mean two things are left out on purpose: 启用日期 is not the acceptance, 备注 and Description-like
/// short forms (`desc`) say anything. A `%map` line settles them.
enum HeadingNames {
    /// The field of a folded heading.
    static func field(_ key: String) -> InventoryField? { byKey[key] }

    private static let byKey: [String: InventoryField] = {
        var table: [String: InventoryField] = [:]
        for field in InventoryField.allCases { table[Folding.key(field.rawValue)] = field }
        for (field, names) in names {
            for name in names.split(separator: ",") { table[Folding.key(name)] = field }
        }
        return table
    }()

    private static let names: [(InventoryField, String)] = [
        (
            .number,
            "id,no,code,instrument id,instrument number,instrument no,equipment id,equipment number,asset number,asset id,"
                + "编号,序号,仪器编号,仪器序号,设备编号,资产编号,固定资产编号,所在单位仪器编号,单位内部编号,仪器设备编号"
        ),
        (
            .name,
            "instrument,instrument name,equipment,equipment name,name zh,chinese name,"
                + "名称,仪器名称,设备名称,仪器设备名称,中文名称,仪器中文名称,仪器名称(中文)"
        ),
        (.nameEn, "english name,instrument name en,英文名称,仪器英文名称,仪器名称(英文),英文名"),
        (.model, "model number,model no,type model,model name,型号,规格型号,仪器型号,型号规格,设备型号,规格"),
        (
            .maker,
            "manufacturer,make,vendor,producer,brand,厂商,厂家,生产厂商,生产厂家,制造商,制造厂商,生产商,品牌,生产制造商,制造厂家"
        ),
        (.origin, "country of origin,made in,country,产地,产地国别,国别,生产国别,原产国,制造国,产地国"),
        (.classScheme, "classification scheme,scheme,分类体系,分类标准,分类方案,分类依据"),
        (
            .classCode,
            "class,classification,category,category code,classification code,technique,"
                + "分类,分类号,分类代码,分类编码,仪器分类,仪器类别,设备分类,设备分类编码,仪器分类编码,类别"
        ),
        (
            .originalValue,
            "original price,original cost,purchase price,value,cost,"
                + "原值,仪器原值,设备原值,资产原值,原价,购置价格,购置金额,设备价格,仪器价格,原价值"
        ),
        (.publicShare, "public funding share,share of public money,财政资金比例,财政资金占比,公共资金比例,财政性资金比例,财政投入比例"),
        (
            .funding,
            "funding source,source of funds,funder,资金来源,经费来源,购置经费来源,主要购置经费来源,主要经费来源,购置资金来源"
        ),
        (.commitment, "service commitment,sharing commitment,承诺,开放承诺,共享承诺,服务承诺,公共服务承诺"),
        (
            .acceptanceDate,
            "acceptance,accepted on,date of acceptance,acquisition date,purchase date,date of purchase,date acquired,"
                + "购置日期,验收日期,购置时间,验收时间,购入日期,验收合格日期,建账日期"
        ),
        (
            .location,
            "place,site,address,installation site,存放地点,存放地,放置地点,安装地点,安放地址,安置地址,安放地点,所在地点,位置,地址,地点,放置位置"
        ),
        (
            .function,
            "description,functional use,functions,main function,use,application,applications,"
                + "功能,主要功能,功能用途,主要功能用途,用途,主要用途,主要功能及应用范围,功能描述,主要功能和用途"
        ),
        (
            .technical,
            "technical parameters,parameter,parameters,specification,specifications,technical specification,capabilities,"
                + "技术指标,主要技术指标,技术参数,主要技术参数,性能指标,主要技术指标及参数"
        ),
        (.services, "service list,服务项目及收费,服务清单,服务与收费,服务"),
        (.access, "access mode,access modes,mode of access,使用方式,服务方式,预约方式,操作方式,访问方式,上机方式"),
        (
            .openHours,
            "opening hours,hours,service hours,weekly hours,开放时间,服务时间,开放时段,每周开放时间,可预约时间,开放机时安排"
        ),
        (.channels, "channel,number of channels,通道,通道数,通道数量"),
        (.setUp, "set up time,preparation,preparation time,准备时间,上样时间,预备时间"),
        (.cleanDown, "clean up,cleaning,cleaning time,clean down time,清理时间,清洁时间,收尾时间,清场时间"),
        (
            .contact,
            "contact name,contact person,contact point,person in charge,联系人,联系方式,仪器联系人,联系人姓名,服务联系人,联系人及电话"
        ),
        (.complaints, "complaint,complaints to,complaint contact,投诉,投诉电话,投诉方式,投诉渠道,监督电话,投诉与建议"),
        (.pid, "doi,handle,persistent identifier,instrument pid,标识符,持久标识,唯一标识"),
        (
            .status,
            "state,condition,instrument status,service status,状态,仪器状态,运行状态,设备状态,使用状态,当前状态"
        ),
        (.shareMode, "sharing mode,service level,共享模式,共享方式,开放共享模式,共享类型,开放模式"),
        (
            .priceBasis,
            "basis of price,basis of prices,basis of charges,pricing basis,cost basis,cost items,"
                + "收费依据,成本构成,计价依据,定价依据,收费成本构成,收费依据及成本构成,成本项目,成本核算依据"
        ),
        (
            .noAssistance,
            "reason for no assistance,why no assistance,why self operation only,reason for self operation only,"
                + "不提供协助原因,不提供协助的原因,不代测原因,不提供代测原因,不提供代测的原因,仅限自主上机原因,只能自主上机的原因"
        ),
        (.serviceCode, "test code,item code,项目代码,项目编号,测试代码,服务代码,收费项目代码"),
        (
            .serviceContent,
            "service,service name,test item,item,服务内容,服务项目,测试项目,检测项目,收费项目,项目名称,主要服务内容"
        ),
        (
            .price,
            "price value,unit price,fee,rate,charge,charges,收费,收费标准,单价,价格,参考收费标准,费用,收费价格,服务价格,收费单价"
        ),
        (
            .unitOfCharge,
            "price type,charge unit,charging unit,price unit,charge type,计费方式,收费方式,计价单位,计费单位,收费单位,计价方式"
        ),
    ]
}
