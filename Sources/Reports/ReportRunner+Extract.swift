package import Storage

extension ReportRunner {
  /// The part of an archive that a scope names.
  package func selection(
    of scope: ReportScope, _ content: ExtractSettings.Content, earlierStart: Int64
  ) throws -> ArchiveExtract.Selection {
    let ids = try ScopeIDs(scope, connection)
    return ArchiveExtract.Selection(
      clusters: ids.clusters, groups: ids.groups, content: content, earlierStart: earlierStart)
  }
}
