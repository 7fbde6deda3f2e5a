import JSON
import Time

extension EventCapture {
  /// Fills the columns of a task.
  mutating func fillTask(_ document: JSONDocument, in batch: inout EventBatch) {
    for column in taskNodes.indices where taskNodes[column] >= 0 {
      fill(
        ColumnTarget(slots: taskSlots, column: column, object: 0, form: Self.taskForms[column]),
        from: document[taskNodes[column]], in: &batch)
    }
    deriveEventTime(document, in: &batch)
    deriveOrigin(in: &batch)
    dropEmptyReason(
      ColumnTarget(
        slots: taskSlots, column: TaskColumn.reason.rawValue, object: 0, form: .text), in: &batch)
  }

  /// `time` is usually `updatedAt` truncated to the second: this is stored as 0, which takes no space.
  ///
  /// A time that really is 0 must not be stored in the column.
  private mutating func deriveEventTime(_ document: JSONDocument, in batch: inout EventBatch) {
    let index = taskSlots + TaskColumn.eventAt.rawValue
    let time = batch.slots[index]
    let updated = batch.slots[taskSlots + TaskColumn.updatedAt.rawValue]
    guard time.kind == .integer, updated.kind == .integer else { return }
    if time.integer == EventTime.derived(fromUpdatedAt: updated.integer) {
      batch.slots[index] = .integer(EventTime.isDerived, isPrintable: time.isPrintable)
    } else if time.integer == EventTime.isDerived {
      batch.slots[index] = .null
      let text = textSlot(document[taskNodes[TaskColumn.eventAt.rawValue]], in: &batch)
      let target = ColumnTarget(
        slots: taskSlots, column: TaskColumn.eventAt.rawValue, object: 0, form: .eventTime)
      noteNonconforming(target, text.slice, in: &batch)
    }
  }

  /// An event without `account` or `region`, as emulators of AWS write them, has those of its task's ARN.
  private func deriveOrigin(in batch: inout EventBatch) {
    let (account, region) = (taskSlots + .account, taskSlots + .region)
    guard batch.slots[account].kind == .null || batch.slots[region].kind == .null else { return }
    let prefix = batch.slots[taskSlots + .taskPrefix]
    guard prefix.kind == .text, let origin = ARNOrigin(prefix.slice, in: batch) else { return }
    if batch.slots[account].kind == .null {
      batch.slots[account] = .text(origin.account, isPrintable: false)
    }
    if batch.slots[region].kind == .null {
      batch.slots[region] = .text(origin.region, isPrintable: false)
    }
  }

  /// Fills the columns of an attachment.
  mutating func fillAttachment(
    _ document: JSONDocument, slots: Int, number: Int, in batch: inout EventBatch
  ) {
    for column in Self.attachmentForms.indices where childNodes[column] >= 0 {
      let form = Self.attachmentForms[column]
      guard form != .dnsName else { continue }
      fill(
        ColumnTarget(slots: slots, column: column, object: number, form: form),
        from: document[childNodes[column]], in: &batch)
    }
    let name = childNodes[AttachmentColumn.privateDNSName.rawValue]
    if name >= 0 { fillDNSName(document[name], slots: slots, in: &batch) }
    dropEmptyReason(
      ColumnTarget(
        slots: slots, column: AttachmentColumn.reason.rawValue, object: number, form: .text),
      in: &batch)
  }

  /// Fills the columns of a container.
  mutating func fillContainer(
    _ document: JSONDocument, slots: Int, number: Int, attachments: Int, in batch: inout EventBatch
  ) {
    for column in Self.containerForms.indices where childNodes[column] >= 0 {
      let target = ColumnTarget(
        slots: slots, column: column, object: number, form: Self.containerForms[column])
      let node = document[childNodes[column]]
      switch target.form {
      case .containerARN: fillContainerARN(target, node, in: &batch)
      case .runtimeID: fillRuntimeID(target, node, in: &batch)
      case .attachmentID:
        fillReference(target, node, to: .attachmentID, of: attachments, in: &batch)
      case .attachmentIPv4:
        fillReference(target, node, to: .privateIPv4Address, of: attachments, in: &batch)
      case .attachmentIPv6:
        fillReference(target, node, to: .privateIPv6Address, of: attachments, in: &batch)
      default: fill(target, from: node, in: &batch)
      }
    }
    dropEmptyReason(
      ColumnTarget(
        slots: slots, column: ContainerColumn.reason.rawValue, object: number, form: .text),
      in: &batch)
  }

  /// Where a value is stored.
  struct ColumnTarget {
    var slots: Int
    var column: Int
    /// The position of the object in its event.
    var object: Int
    var form: ColumnForm
  }

  static let taskForms = TaskColumn.allCases.map(\.definition.form)
  static let containerForms = ContainerColumn.allCases.map(\.definition.form)
  static let attachmentForms = AttachmentColumn.allCases.map(\.definition.form)

  /// Empty strings are not reasons: the column stays empty, but queries still see `""`.
  private mutating func dropEmptyReason(_ target: ColumnTarget, in batch: inout EventBatch) {
    let slot = batch.slots[target.slots + target.column]
    guard slot.kind == .text, slot.slice.count == 0 else { return }
    batch.slots[target.slots + target.column] = .null
    noteNonconforming(target, slot.slice, in: &batch)
  }
}
