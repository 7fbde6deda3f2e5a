import EventPatterns
import Events

/// Collects the columns that a pattern looks at, from the holes of all shapes.
struct ColumnCollector {
  private let relation: PathRelation
  private(set) var task: TableColumns
  private(set) var container: TableColumns
  private(set) var attachment: TableColumns
  private(set) var readsContainers = false
  private(set) var readsAttachments = false

  /// The holes of the children's shapes, which count if the pattern looks at children.
  private var childHoles: Set<OutlineHole> = []
  /// The paths of children in events.
  private var containerPaths: Set<[UInt8]> = []
  private var attachmentPaths: Set<[UInt8]> = []

  init(_ pattern: EventPattern) {
    relation = PathRelation(pattern)
    task = TableColumns(TaskColumn.self, relation)
    container = TableColumns(ContainerColumn.self, relation)
    attachment = TableColumns(AttachmentColumn.self, relation)
  }

  mutating func add(_ content: OutlineContent) {
    guard content.isTask else { return childHoles.formUnion(content.holes) }
    for hole in content.holes {
      switch hole.name {
      case "container", "containers": containerPaths.insert(hole.path)
      case "attachment", "attachments": attachmentPaths.insert(hole.path)
      default: task.add(hole)
      }
    }
  }

  /// Adds the columns of children, and those from which others are printed.
  mutating func finish() {
    for parent in containerPaths where relation.isAbove(parent) {
      readsContainers = true
      for hole in childHoles { container.add(hole.below(parent)) }
    }
    for parent in attachmentPaths where relation.isAbove(parent) {
      readsAttachments = true
      for hole in childHoles { attachment.add(hole.below(parent)) }
    }
    addAttachmentSources()
    addTaskSources()
  }

  /// A container's values may be printed from its attachment's, and an attachment's name from its address.
  private mutating func addAttachmentSources() {
    if container.hasColumn(ofForm: [.attachmentID, .attachmentIPv4, .attachmentIPv6]) {
      readsAttachments = true
      for source in [AttachmentColumn.attachmentID, .privateIPv4Address, .privateIPv6Address] {
        attachment.addWhole(source)
      }
    }
    if attachment.hasColumn(ofForm: [.dnsName]) {
      attachment.addWhole(AttachmentColumn.privateIPv4Address)
      task.addWhole(TaskColumn.region)
    }
  }

  private mutating func addTaskSources() {
    if task.hasColumn(ofForm: [.eventTime]) { task.addWhole(TaskColumn.updatedAt) }
    // An ARN is stored in two columns.
    if task.has(TaskColumn.containerInstanceID) {
      task.addWhole(TaskColumn.containerInstancePrefix)
    }
    let needsTaskARN =
      task.readsTaskARN || container.readsTaskARN || attachment.readsTaskARN
      || container.hasColumn(ofForm: [.containerARN, .runtimeID])
    if needsTaskARN { task.addWhole(TaskColumn.taskID) }
    if task.has(TaskColumn.taskID) { task.addWhole(TaskColumn.taskPrefix) }
  }
}
