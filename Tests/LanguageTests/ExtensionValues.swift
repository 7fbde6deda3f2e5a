import SQLite
import Storage

/// The fields that an archive adds to its events, as its views show them.
struct ExtensionValues {
  private var byTask: [[UInt8]: [String: Value]] = [:]

  init(_ archive: borrowing Archive) throws {
    let select = try archive.connection.prepare(
      """
      SELECT task_arn, category, responsible, is_abnormal, confidence,
        coalesce(service, nullif("group", '')), cluster_name, family, revision, task_id
      FROM stopped_tasks
      """)
    let names = [
      "@cause", "@responsible", "@abnormal", "@confidence", "@service", "@cluster", "@family",
      "@revision", "@taskId",
    ]
    while try select.step() {
      var values: [String: Value] = [:]
      for (column, name) in zip(Int32(1)..., names) where !select.isNull(at: column) {
        values[name] =
          switch name {
          case "@abnormal": .boolean(select.integer(at: column) == 1)
          case "@revision": .whole(select.integer(at: column))
          default: .text(select.string(at: column) ?? "")
          }
      }
      byTask[Array((select.string(at: 0) ?? "").utf8)] = values
    }
  }

  /// The events with these fields.
  func added(to events: [DecodedEvent]) -> [DecodedEvent] {
    events.map { event in
      var event = event
      event.extensions = byTask[event.taskARN] ?? [:]
      return event
    }
  }
}
