/// The archive's schema, step by step.
///
/// A released file is never edited; a change is a new file and a line here.
package enum ArchiveMigrations {
  /// The mark of our databases in `PRAGMA application_id`: "ECSs".
  package static let applicationID: Int32 = 0x4543_5373

  /// Name and SQL of each step; the first is version 1.
  package static let steps: [(name: String, sql: [UInt8])] = [
    ("0001_create_archive", PackageResources._001_create_archive_sql),
    ("0002_index_groups", PackageResources._002_index_groups_sql),
    ("0003_create_verdicts", PackageResources._003_create_verdicts_sql),
    ("0004_track_damage", PackageResources._004_track_damage_sql),
  ]

  /// The SQL that drops and makes the views, after the last step: they hold nothing, so this file may be edited,
  /// together with a new step.
  package static let views = PackageResources.views_sql
}
