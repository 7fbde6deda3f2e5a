/// The archive's schema, step by step.
///
/// A released file is never edited; a change is a new file and a line here.
package enum ArchiveMigrations {
  /// The mark of our databases in `PRAGMA application_id`: «ECSs».
  package static let applicationID: Int32 = 0x4543_5373

  /// Name and SQL of each step; the first is version 1.
  package static let steps: [(name: String, sql: [UInt8])] = [
    ("0001_create_archive", PackageResources._001_create_archive_sql),
    ("0002_create_views", PackageResources._002_create_views_sql),
  ]
}
