import Queries

/// The tables that give names to ids of clusters and groups, and how the names are made.
enum NameTables {
  /// The name of what is missing.
  static let none = "'\(ScopeIDs.none)'"
  /// Of a row of `clusters`.
  static let account = "arn_part(arn, 5)"
  static let region = "arn_part(arn, 4)"
  /// Of a row of `task_groups`: its service; a group that is not a service is shown as it is.
  static let service = ExtensionField.serviceSQL

  static let clusters = """
      cluster_names AS NOT MATERIALIZED (
        SELECT id, arn, name AS cluster, \(account) AS account, \(region) AS region FROM clusters
      )
    """

  static let services = """
      service_names AS NOT MATERIALIZED (
        SELECT id, name, \(service) AS service FROM task_groups
      )
    """

  /// A group's service as SQL.
  static func service(ofGroup id: String) -> String { lookUp(service, "task_groups", id) }

  /// What a row of a table says, by the row's id.
  static func lookUp(_ value: String, _ table: String, _ id: String) -> String {
    "coalesce((SELECT \(value) FROM \(table) WHERE id = \(id)), \(none))"
  }
}
