import EventPatterns
import Events

/// The columns on which it depends whether a pattern matches a stop, besides the shapes of its rows.
///
/// A message is its shapes with their holes filled (docs/schema.md). So what stands at the paths that a pattern names is told by
/// the shapes of the task, its containers and attachments, and by the columns whose holes stand at those paths in any of
/// the shapes. Stops that have the same shapes and the same values in these columns are the same to the pattern.
struct DecidingColumns {
  private(set) var task: [DecidingColumn] = []
  private(set) var containers: [DecidingColumn]?
  private(set) var attachments: [DecidingColumn]?

  /// Whether only the messages tell.
  private(set) var areUnknown = false

  /// - Parameter shapes: those of the archive; nil if they do not tell.
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
  /// The small table of its texts, where only what the pattern says of a text counts; else its value itself counts.
  let texts: Events.Dictionary?
  /// The paths at which its texts stand.
  let paths: [PatternPath]

  /// What both need: the value itself, or the texts at the paths of both.
  func merged(with other: DecidingColumn) -> DecidingColumn {
    guard let texts, other.texts != nil else {
      return DecidingColumn(name: name, texts: nil, paths: [])
    }
    let more = other.paths.filter { !paths.contains($0) }
    return DecidingColumn(name: name, texts: texts, paths: paths + more)
  }
}
