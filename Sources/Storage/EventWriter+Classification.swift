import Events
import JSON
import SQLite
import Verdicts

/// What is written with a stop in addition to its event: why it stopped, and where it is counted.
struct ClassifiedStop {
  /// The row of its verdict.
  let verdict: Int64
  /// The row of the pattern of the most informative reason; nil without a reason.
  let pattern: Int64?
  let dailyKey: DailyKey
}

/// Classifies why a task stopped from its event.
extension EventWriter {
  func classify(
    _ event: CapturedEvent, of batch: borrowing EventBatch
  ) throws(SQLiteError) -> ClassifiedStop {
    try fillStopRows(event, of: batch)
    let classification = classifier.classify(stopRows)
    let verdict = try verdicts.id(of: classification.verdict)
    var pattern: Int64?
    if let reason = classification.reason { pattern = try patterns.id(ofReason: reason) }
    let key = try dailyKey(
      of: event, batch, classifier.rules.verdicts[classification.verdict].responsible, verdict,
      pattern)
    return ClassifiedStop(verdict: verdict, pattern: pattern, dailyKey: key)
  }

  private func fillStopRows(
    _ event: CapturedEvent, of batch: borrowing EventBatch
  ) throws(SQLiteError) {
    stopRows.removeAll()
    let task = batch.objects[event.firstObject].slots
    stopRows.stopCode = try text(task, TaskColumn.stopCode, of: batch)
    stopRows.group = try text(task, TaskColumn.group, of: batch)
    stopRows.reason = try text(task, TaskColumn.reason, of: batch)
    stopRows.startedAt = integer(task, TaskColumn.startedAt, of: batch)
    stopRows.stoppingAt = integer(task, TaskColumn.stoppingAt, of: batch)
    stopRows.executionStoppedAt = integer(task, TaskColumn.executionStoppedAt, of: batch)
    stopRows.stoppedAt = integer(task, TaskColumn.stoppedAt, of: batch)
    let firstContainer = event.firstObject + 1 + event.attachmentCount
    for object in firstContainer..<firstContainer + event.containerCount {
      let slots = batch.objects[object].slots
      stopRows.containers.append(
        StopRows.Container(
          reason: try text(slots, ContainerColumn.reason, of: batch),
          exitCode: integer(slots, ContainerColumn.exitCode, of: batch),
          name: try text(slots, ContainerColumn.name, of: batch)))
    }
    for object in event.firstObject + 1..<firstContainer {
      stopRows.attachments.append(
        try text(batch.objects[object].slots, AttachmentColumn.reason, of: batch))
    }
  }

  private func dailyKey(
    of event: CapturedEvent, _ batch: borrowing EventBatch, _ responsible: ResponsibleParty,
    _ verdict: Int64, _ pattern: Int64?
  ) throws(SQLiteError) -> DailyKey {
    let task = batch.objects[event.firstObject].slots
    var key = DailyKey(
      verdict: verdict, pattern: pattern ?? 0, group: stopRows.group?.id ?? 0,
      cluster: try text(task, TaskColumn.cluster, of: batch)?.id ?? 0,
      day: DailyKey.day(of: event.loggedAt))
    if responsible.countsByPlace {
      key.availabilityZone = try text(task, TaskColumn.availabilityZone, of: batch)?.id ?? 0
      key.capacityProvider = try text(task, TaskColumn.capacityProvider, of: batch)?.id ?? 0
    }
    return key
  }

  /// The string of a column, as interned in its text table.
  private func text(
    _ slots: Int, _ column: some EventColumn, of batch: borrowing EventBatch
  ) throws(SQLiteError) -> InternedText? {
    let slot = batch.slots[slots + column.rawValue]
    guard slot.kind == .text, let textTable = column.definition.textTable else { return nil }
    return try interners[textTable.rawValue].intern(batch.bytes[slot.slice])
  }

  private func integer(
    _ slots: Int, _ column: some EventColumn, of batch: borrowing EventBatch
  ) -> Int64? {
    let slot = batch.slots[slots + column.rawValue]
    return slot.kind == .integer ? slot.integer : nil
  }
}
