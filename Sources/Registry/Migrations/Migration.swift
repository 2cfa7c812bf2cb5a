/// One numbered step of the schema; never edited once released.
package struct Migration: Sendable {
    package let version: Int
    package let name: String
    let sql: String

    /// All steps, oldest first. A new one is a new file in `SQL/Migrations` and a line here.
    package static let all: [Migration] = [
        Migration(version: 1, name: "register", sql: SQL.text(PackageResources.migration_0001_register_sql)),
        Migration(version: 2, name: "bookings", sql: SQL.text(PackageResources.migration_0002_bookings_sql)),
        Migration(
            version: 3, name: "life of a booking", sql: SQL.text(PackageResources.migration_0003_life_of_a_booking_sql)),
        Migration(version: 4, name: "records", sql: SQL.text(PackageResources.migration_0004_records_sql)),
        Migration(version: 5, name: "policy", sql: SQL.text(PackageResources.migration_0005_policy_sql)),
        Migration(version: 6, name: "answers", sql: SQL.text(PackageResources.migration_0006_answers_sql)),
        Migration(version: 7, name: "wishes", sql: SQL.text(PackageResources.migration_0007_wishes_sql)),
        Migration(version: 8, name: "people", sql: SQL.text(PackageResources.migration_0008_people_sql)),
        Migration(version: 9, name: "editions", sql: SQL.text(PackageResources.migration_0009_editions_sql)),
    ]
}
