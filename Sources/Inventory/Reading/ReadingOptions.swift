/// The bounds within which a list is read, each with its reason.
package struct ReadingOptions: Sendable {
    /// The largest list known, of a whole country's central units, has 53,000 rows and some tens of megabytes.
    package var maxBytes = 64 << 20
    package var maxRows = 100_000
    /// Real lists have up to some sixty columns.
    package var maxColumns = 512
    /// Rows times columns: what bounds the memory of a list of nearly empty cells.
    package var maxCells = 8_000_000
    /// No more than one document line of the wire protocol.
    package var maxCellBytes = 65_536
    /// Deeper than any list needs; keeps the reader's own stack short.
    package var maxDepth = 16

    package init() {}
}
