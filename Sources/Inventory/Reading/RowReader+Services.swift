import Booking

extension RowReader {
    /// The services cell, or the one service that the single-service columns make up.
    mutating func readServices(_ row: SourceTable.Row, _ record: inout InventoryRecord) {
        let price = text(.price, row)
        if let said = text(.services, row), !said.isDefault || price == nil || price?.isDefault == true {
            if let price, !price.isDefault {
                refuse(
                    price, .price, row,
                    ValueFault(
                        "此行已有 services，不能再有单独的价格；请只留一处。",
                        "The row has its services already; give the price in one place only."))
            }
            do throws(ValueFault) { record.services = try ServiceText.services(said.text) } catch {
                refuse(said, .services, row, error)
            }
            keepAside(row, &record)
            return
        }
        guard let price else { return keepAside(row, &record) }
        guard let (amount, unit) = priced(price, row) else { return }
        record.services = [
            ServiceOffer(
                code: serviceCode(row), content: text(.serviceContent, row)?.text ?? "", unitOfCharge: unit,
                price: amount)
        ]
    }

    private mutating func priced(_ price: Said, _ row: SourceTable.Row) -> (Money, UnitOfCharge)? {
        var charge: (unit: UnitOfCharge, money: MoneyText.Unit?)?
        let saidCharge = text(.unitOfCharge, row)
        if let saidCharge {
            do throws(ValueFault) {
                charge = try charges.value(saidCharge.text) { (text) throws(ValueFault) in try Words.unitOfCharge(text)
                }
            } catch {
                refuse(saidCharge, .unitOfCharge, row, error)
                return nil
            }
        }
        do throws(ValueFault) {
            let money = charge?.money ?? plan.units[.price]?.money
            // The unit goes with the text: another row may state another one.
            let read = try prices.value(money.map { "\(price.text)\0\($0.fen)" } ?? price.text) {
                (_) throws(ValueFault) in try ServiceText.price(price.text, unit: money)
            }
            if let own = read.unit, let charge, own != charge.unit, saidCharge?.isDefault == false {
                throw ValueFault(
                    "\(quoted(price.text)) 与计价单位 \(charge.unit.rawValue) 不一致。",
                    "\(quoted(price.text)) disagrees with the unit of charge \(charge.unit.rawValue).")
            }
            guard let unit = read.unit ?? charge?.unit else {
                throw ValueFault(
                    "价格 \(quoted(price.text)) 没有计价单位；请写如 \(price.text)/小时，或用 %default unit-of-charge = hour。",
                    "The price \(quoted(price.text)) has no unit of charge; write \(price.text)/hour, or state one with %default unit-of-charge = hour."
                )
            }
            return (read.price, unit)
        } catch {
            refuse(price, .price, row, error)
            return nil
        }
    }

    private mutating func serviceCode(_ row: SourceTable.Row) -> String {
        guard let said = text(.serviceCode, row) else {
            if !mapping.mergesServices { return "standard" }
            let nowhere = Said(text: "", cell: nil, line: row.line, column: column(of: .serviceCode), isDefault: false)
            do throws(ValueFault) { try NumberText.check("", what: .serviceCode) } catch {
                refuse(nowhere, .serviceCode, row, error)
            }
            return ""
        }
        let code = mapping.slugged.contains(.serviceCode) ? NumberText.slug(said.text) : said.text
        do throws(ValueFault) { try NumberText.check(code, what: .serviceCode) } catch {
            refuse(said, .serviceCode, row, error)
        }
        return code
    }

    /// What the list says of a single service that is none for want of a price is kept as an extra.
    private func keepAside(_ row: SourceTable.Row, _ record: inout InventoryRecord) {
        for field in [InventoryField.serviceCode, .serviceContent, .unitOfCharge] {
            guard let said = text(field, row), !said.isDefault else { continue }
            record.extras.append(.init(name: field.rawValue, value: said.text))
        }
    }
}
