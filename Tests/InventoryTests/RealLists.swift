import Booking
import Glibc
import Inventory
import Testing

/// The lists that real institutions keep, which lie beside the repository and are no part of it.
enum RealLists {
    static let repository: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    /// Fails the test where the list is absent: without it nothing is proven.
    static func bytes(_ name: String) throws -> [UInt8] { try file("\(repository)/../shared/inventories/\(name)") }

    static func file(_ path: String) throws -> [UInt8] {
        let file = try #require(fopen(path, "rb"), "\(path) is needed and cannot be opened")
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func read(_ name: String, _ mapping: String = "") throws -> ReadInventory {
        try InventoryDocument.read(Array((mapping.isEmpty ? "" : mapping + "\n%list\n").utf8) + bytes(name))
    }
}

func read(_ text: String, format: InventoryFormat? = nil) throws -> ReadInventory {
    try InventoryDocument.read(Array(text.utf8), format: format)
}

/// The one record of a list with one row.
func record(_ text: String) throws -> InventoryRecord {
    let list = try read(text)
    #expect(list.faults.isEmpty, "\(list.faults)")
    return try #require(list.records.first)
}

/// The faults of a document that is refused as a whole.
func refusal(_ text: String) -> [CellFault] { refusal(Array(text.utf8)) }

func refusal(_ bytes: [UInt8]) -> [CellFault] {
    do {
        _ = try InventoryDocument.read(bytes)
        return []
    } catch { return error.faults }
}
