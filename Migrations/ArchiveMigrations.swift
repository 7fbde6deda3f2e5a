/// The archive's schema, step by step.
///
/// A released file is never edited: a change is a new file and a line here.
package enum ArchiveMigrations {
  /// The mark of our databases in `PRAGMA application_id`: "ECST".
  package static let applicationID: Int32 = 0x4543_5354

  /// The mark of archives from before the first release, "ECSs": their schema had other steps.
  package static let prereleaseApplicationID: Int32 = 0x4543_5373

  /// Name and SQL of each step; the first is version 1.
  package static let steps: [(name: String, sql: [UInt8])] = [
    ("0001_create_archive", PackageResources._001_create_archive_sql),
    ("0002_note_filtered_stops", PackageResources._002_note_filtered_stops_sql),
    ("0003_rename_responsible", PackageResources._003_rename_responsible_sql),
    ("0004_name_foreign_columns", PackageResources._004_name_foreign_columns_sql),
    ("0005_rename_nonconforming_values", PackageResources._005_rename_nonconforming_values_sql),
    ("0006_keep_log_metadata", PackageResources._006_keep_log_metadata_sql),
    ("0007_coverage", PackageResources._007_coverage_sql),
    ("0008_member_of_reject", PackageResources._008_member_of_reject_sql),
    ("0009_keep_refused_files", PackageResources._009_keep_refused_files_sql),
  ]

  /// The SQL that drops and creates the views, run after the last step.
  ///
  /// Views hold no data, so this file may be edited, together with a new step.
  package static let views = PackageResources.views_sql
}
