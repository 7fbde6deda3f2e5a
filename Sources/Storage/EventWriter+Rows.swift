import CXXHash
import Events
import JSON
import SQLite

/// Writes the rows of a stop: the task, its containers, its attachments, and the values that no column can hold.
extension EventWriter {
  /// Inserts the rows of a stop; false if its task is already in the archive.
  func insert(
    _ event: CapturedEvent, _ stop: ClassifiedStop, of batch: borrowing EventBatch, log: LogPlace,
    _ origin: ProvisionalOrigin?
  ) throws -> Bool {
    try insertTaskRow(event, stop, of: batch, log: log)
    guard connection.changes > 0 else { return false }
    totals.add(1, to: stop.dailyKey)
    let task = connection.lastInsertRowID
    var object = event.firstObject + 1
    for position in 0..<event.attachmentCount {
      try insertAttachmentRow(batch.objects[object], of: batch, task: task, position: position)
      object += 1
    }
    for position in 0..<event.containerCount {
      try insertContainerRow(batch.objects[object], of: batch, task: task, position: position)
      object += 1
    }
    for value in event.nonconformingValues {
      try insertNonconformingRow(batch.nonconformingValues[value], event, batch, task)
    }
    if let origin { try provisional.mark(task, origin) }
    return true
  }

  private func insertTaskRow(
    _ event: CapturedEvent, _ stop: ClassifiedStop, of batch: borrowing EventBatch, log: LogPlace
  ) throws(SQLiteError) {
    let object = batch.objects[event.firstObject]
    try insertTask.bind(event.loggedAt, at: TaskHead.loggedAt.rawValue)
    try bind(log.stream, at: .logStream)
    try bind(log.group, at: .logGroup)
    try bind(event.ingestionTime, at: .ingestionTime)
    let message = batch.bytes[event.message]
    let hash = XXH3_64bits(message.baseAddress, message.count)
    try insertTask.bind(Int64(bitPattern: hash), at: TaskHead.messageHash.rawValue)
    try bindShape(
      object, of: batch, to: insertTask, TaskHead.shape.rawValue, TaskHead.verbatim.rawValue)
    try insertTask.bind(stop.verdict, at: TaskHead.verdict.rawValue)
    try bind(stop.pattern, at: .pattern)
    try bind(
      object, of: batch, to: insertTask, after: Int32(TaskHead.allCases.count),
      ArchiveTables.taskTextTables)
    try insertTask.run()
  }

  private func bind(_ value: Int64?, at column: TaskHead) throws(SQLiteError) {
    guard let value else { return try insertTask.bindNull(at: column.rawValue) }
    try insertTask.bind(value, at: column.rawValue)
  }

  private func insertContainerRow(
    _ object: CapturedObject, of batch: borrowing EventBatch, task: Int64, position: Int
  ) throws(SQLiteError) {
    try insertContainer.bind(
      ChildHead.id(task: task, position: position), at: ChildHead.id.rawValue)
    try bindShape(
      object, of: batch, to: insertContainer, ChildHead.shape.rawValue, ChildHead.verbatim.rawValue)
    try bind(
      object, of: batch, to: insertContainer, after: Int32(ChildHead.allCases.count),
      ArchiveTables.containerTextTables)
    try insertContainer.run()
  }

  private func insertAttachmentRow(
    _ object: CapturedObject, of batch: borrowing EventBatch, task: Int64, position: Int
  ) throws(SQLiteError) {
    try insertAttachment.bind(
      ChildHead.id(task: task, position: position), at: ChildHead.id.rawValue)
    try bindShape(
      object, of: batch, to: insertAttachment, ChildHead.shape.rawValue,
      ChildHead.verbatim.rawValue)
    try bind(
      object, of: batch, to: insertAttachment, after: Int32(ChildHead.allCases.count),
      ArchiveTables.attachmentTextTables)
    try insertAttachment.run()
  }

  private func insertNonconformingRow(
    _ value: NonconformingValue, _ event: CapturedEvent, _ batch: borrowing EventBatch,
    _ task: Int64
  ) throws(SQLiteError) {
    try insertNonconforming.bind(task, at: 1)
    try insertNonconforming.bind(text: event.path(of: value), at: 2)
    try insertNonconforming.bindBorrowedText(batch.bytes[value.value], at: 3)
    try insertNonconforming.run()
  }

  private func bindShape(
    _ object: CapturedObject, of batch: borrowing EventBatch, to statement: borrowing Statement,
    _ shape: Int32, _ verbatim: Int32
  ) throws(SQLiteError) {
    guard let id = try shapeID(of: object, in: batch) else {
      try statement.bind(try wholeShapeID(), at: shape)
      return try statement.bindBorrowedText(batch.bytes[object.source], at: verbatim)
    }
    try statement.bind(id, at: shape)
    if object.verbatim.count == 0 {
      try statement.bindNull(at: verbatim)
    } else {
      try statement.bindBorrowedText(batch.bytes[object.verbatim], at: verbatim)
    }
  }

  private func wholeShapeID() throws(SQLiteError) -> Int64 {
    let text = Hole.verbatim
    return try intern(
      UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), in: .shapes)
  }

  /// The id of an object's shape; nil if it is new and there are too many.
  private func shapeID(
    of object: CapturedObject, in batch: borrowing EventBatch
  ) throws(SQLiteError) -> Int64? {
    let interner = interners[TextTable.shapes.rawValue]
    let text = batch.bytes[object.shape]
    if let known = try interner.known(text, hash: object.shapeHash) { return known.id }
    guard shapes.allowsMore(withNames: object.hasUnknownNames) else { return nil }
    shapes.addOne()
    return try interner.intern(text, hash: object.shapeHash).id
  }

  private func bind(
    _ object: CapturedObject, of batch: borrowing EventBatch, to statement: borrowing Statement,
    after head: Int32, _ textTables: [Int]
  ) throws(SQLiteError) {
    for column in textTables.indices {
      let slot = batch.slots[object.slots + column]
      let index = head + Int32(column) + 1
      switch slot.kind {
      case .null: try statement.bindNull(at: index)
      case .integer: try statement.bind(slot.integer, at: index)
      case .blob: try statement.bindBorrowedBlob(batch.bytes[slot.slice], at: index)
      case .text:
        if textTables[column] < 0 {
          try statement.bindBorrowedText(batch.bytes[slot.slice], at: index)
        } else {
          let id = try interners[textTables[column]].intern(batch.bytes[slot.slice]).id
          try statement.bind(id, at: index)
        }
      }
    }
  }
}
