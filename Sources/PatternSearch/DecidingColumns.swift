import EventPatterns
import Events

/// The columns that, together with the shapes of its rows, determine whether a pattern matches a stop.
///
/// A message is its shapes with their holes filled (docs/schema.md). So the values at the paths of a pattern follow
/// from the shapes of the task, its containers and attachments, and from the columns whose holes are at those paths in
/// any of the shapes. The pattern treats stops with the same shapes and the same values in these columns alike.
struct DecidingColumns {
  private(set) var task: [DecidingColumn] = []
  private(set) var containers: [DecidingColumn]?
  private(set) var attachments: [DecidingColumn]?

  /// Whether only the messages determine it.
  private(set) var areUnknown = false

  /// - Parameter shapes: the shapes of the archive; nil if they cannot be used.
  init(_ pattern: EventPattern, _ shapes: ArchiveShapes?) {
    guard let shapes else {
      areUnknown = true
      return
    }
    var found = ColumnCollector(pattern)
    for (_, content) in shapes.all { found.add(content) }
    found.finish()
    task = found.task.sorted
    containers = found.readsContainers ? found.container.sorted : nil
    attachments = found.readsAttachments ? found.attachment.sorted : nil
  }
}

/// A column that a pattern looks at.
struct DecidingColumn: Equatable {
  let name: String
  /// The text table of the column, if only the pattern's result for a string counts; nil if the value itself counts.
  let texts: TextTable?
  /// The paths of the column's strings in events.
  let paths: [PatternPath]

  /// What both columns need: the value itself, or the strings at the paths of both.
  func merged(with other: DecidingColumn) -> DecidingColumn {
    guard let texts, other.texts != nil else {
      return DecidingColumn(name: name, texts: nil, paths: [])
    }
    let more = other.paths.filter { !paths.contains($0) }
    return DecidingColumn(name: name, texts: texts, paths: paths + more)
  }
}
