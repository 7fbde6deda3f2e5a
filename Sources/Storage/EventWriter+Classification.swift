import Events
import SQLite
import Verdicts

/// Why a task stopped, from what its event says.
extension EventWriter {
  /// The ids of a stop's verdict and of the pattern of its most telling reason; leaves in `dailyKey` where it counts.
  func judge(
    _ event: CapturedEvent, of batch: borrowing EventBatch
  ) throws -> (verdict: Int64, pattern: Int64?) {
    try collectFacts(event, of: batch)
    let number = judge.verdictNumber(on: facts)
    let id = try verdicts.id(of: number)
    let verdict = judge.verdicts[number]
    let pattern = try pattern(for: verdict.category, of: batch)
    dailyKey = try dailyKey(of: event, batch, verdict.answerable, id, pattern)
    return (id, pattern)
  }

  private func collectFacts(
    _ event: CapturedEvent, of batch: borrowing EventBatch
  ) throws(SQLiteError) {
    reasons.removeAll(keepingCapacity: true)
    reasonTexts.removeAll(keepingCapacity: true)
    facts.removeAll()
    let task = batch.objects[event.firstObject].slots
    let code = batch.slots[task + TaskColumn.stopCode.rawValue]
    if code.kind == .text { facts.setStopCode(batch.bytes[code.slice]) }
    let group = batch.slots[task + TaskColumn.group.rawValue]
    facts.isService = group.kind == .text && StopFacts.isService(group: batch.bytes[group.slice])
    facts.hasStarted = time(task, .startedAt, of: batch) != nil
    facts.stopMilliseconds = stopMilliseconds(task, of: batch)
    facts.taskText = try finding(task + TaskColumn.reason.rawValue, of: batch)
    let firstContainer = event.firstObject + 1 + event.attachmentCount
    for object in firstContainer..<firstContainer + event.containerCount {
      let slots = batch.objects[object].slots
      let exitCode = batch.slots[slots + ContainerColumn.exitCode.rawValue]
      facts.containers.append(
        StopFacts.Container(
          text: try finding(slots + ContainerColumn.reason.rawValue, of: batch),
          exitCode: exitCode.kind == .integer ? exitCode.integer : nil,
          role: event.containerCount > 1 ? try role(slots, of: batch) : .main))
    }
    for object in event.firstObject + 1..<firstContainer {
      let slots = batch.objects[object].slots
      facts.attachments.append(try finding(slots + AttachmentColumn.reason.rawValue, of: batch))
    }
  }

  /// What the text of a reason says by itself.
  private func finding(
    _ slot: Int, of batch: borrowing EventBatch
  ) throws(SQLiteError) -> TextFinding? {
    let reason = batch.slots[slot]
    guard reason.kind == .text else { return nil }
    let (id, finding) = try internReason(batch.bytes[reason.slice])
    reasons.append(KnownReason(id: id, finding: finding))
    reasonTexts.append(reason.slice)
    return finding
  }

  /// What the name of a container tells of it.
  private func role(
    _ container: Int, of batch: borrowing EventBatch
  ) throws(SQLiteError) -> ContainerRole {
    let name = batch.slots[container + ContainerColumn.name.rawValue]
    guard name.kind == .text else { return .main }
    return try internContainerName(batch.bytes[name.slice])
  }

  /// The pattern of the most telling reason.
  private func pattern(
    for category: StopCategory, of batch: borrowing EventBatch
  ) throws -> Int64? {
    guard let index = reasons.mostTelling(for: category) else { return nil }
    let reason = reasons[index].id
    if let pattern = patternsOfReasons[reason] { return pattern }
    let text = ReasonPattern.make(from: batch.bytes[reasonTexts[index]])
    let pattern = try text.withUnsafeBytes { try intern($0, in: .reasonPatterns) }
    patternsOfReasons[reason] = pattern
    return pattern
  }

  private func time(
    _ task: Int, _ column: TaskColumn, of batch: borrowing EventBatch
  ) -> Int64? {
    let slot = batch.slots[task + column.rawValue]
    return slot.kind == .integer ? slot.integer : nil
  }

  /// From the moment a stop was asked for or seen until the containers had ended.
  private func stopMilliseconds(_ task: Int, of batch: borrowing EventBatch) -> Int64? {
    guard let start = time(task, .stoppingAt, of: batch),
      let end = time(task, .executionStoppedAt, of: batch) ?? time(task, .stoppedAt, of: batch)
    else { return nil }
    return end - start
  }

  private func dailyKey(
    of event: CapturedEvent, _ batch: borrowing EventBatch, _ answerable: Answerable,
    _ verdict: Int64, _ pattern: Int64?
  ) throws(SQLiteError) -> DailyKey {
    let task = batch.objects[event.firstObject].slots
    let isOfPlace = answerable == .platform || answerable == .capacity
    return DailyKey(
      verdict: verdict, pattern: pattern ?? 0, group: try id(task, .group, of: batch),
      cluster: try id(task, .cluster, of: batch),
      availabilityZone: isOfPlace ? try id(task, .availabilityZone, of: batch) : 0,
      capacityProvider: isOfPlace ? try id(task, .capacityProvider, of: batch) : 0,
      day: DailyKey.day(of: event.loggedAt))
  }

  /// The id of a column's text, 0 for none.
  private func id(
    _ task: Int, _ column: TaskColumn, of batch: borrowing EventBatch
  ) throws(SQLiteError) -> Int64 {
    let slot = batch.slots[task + column.rawValue]
    guard slot.kind == .text, let dictionary = column.definition.dictionary else { return 0 }
    return try intern(batch.bytes[slot.slice], in: dictionary)
  }
}
