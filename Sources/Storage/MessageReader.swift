import Events
import JSON
package import SQLite

/// Reconstructs messages from the archive, byte for byte.
///
/// The rows of one event are read into a batch, as if it had just been captured, and printed.
package final class MessageReader {
  private let connection: Connection
  private let selectTask: Statement
  private let selectContainers: Statement
  private let selectAttachments: Statement
  private let texts: [TextTableReader]
  private var batch = EventBatch()
  private var printer = MessagePrinter()
  private let out = ByteBuffer(capacity: 8192)
  /// By table and shape: two tables may share a shape, but not the columns of its holes.
  private var templates: [ObjectIdentifier: [Int64: ShapeTemplate]] = [:]
  private var templateBytes = 0
  /// The templates are dropped when their shapes have this many bytes.
  ///
  /// An archive has some tens of shapes, of 1,000 bytes
  /// each; only one whose events all have members of their own has more.
  private static let templateBytesMax = 16 << 20

  package convenience init(_ archive: borrowing Archive) throws(SQLiteError) {
    try self.init(archive.connection)
  }

  package init(_ connection: Connection) throws(SQLiteError) {
    self.connection = connection
    selectTask = try connection.prepare(ArchiveTables.selectTask)
    selectContainers = try connection.prepare(ArchiveTables.selectContainers)
    selectAttachments = try connection.prepare(ArchiveTables.selectAttachments)
    var texts: [TextTableReader] = []
    for textTable in TextTable.allCases {
      texts.append(try TextTableReader(textTable, of: connection))
    }
    self.texts = texts
  }

  /// Empties the caches: when another process has written, or after a rollback.
  package func forget() {
    forgetTemplates()
    for text in texts { text.forget() }
  }

  /// Calls `body` with the message of the task in a row; the bytes are valid during the call.
  ///
  /// - Throws: `SQLiteError`, or `ShapeError` for a damaged archive.
  package func withMessage<R>(
    ofTask row: Int64, _ body: (UnsafeRawBufferPointer) throws -> R
  ) throws -> R {
    try body(print(try load(row)))
  }

  /// Reads the rows of the task in a row into the batch.
  func load(_ row: Int64) throws -> MessagePrinter.Rows {
    batch.removeAll()
    var rows = MessagePrinter.Rows(
      firstObject: 0, attachmentCount: 0, containerCount: 0, templates: [])
    try load(
      selectTask, row, head: TaskHead.allCases.count, shape: TaskHead.shape.rawValue - 1,
      verbatim: TaskHead.verbatim.rawValue - 1, TaskColumn.self,
      ArchiveTables.taskTextTables, &rows.templates)
    rows.attachmentCount = try load(
      selectAttachments, row, head: ChildHead.allCases.count, shape: ChildHead.shape.rawValue - 1,
      verbatim: ChildHead.verbatim.rawValue - 1, AttachmentColumn.self,
      ArchiveTables.attachmentTextTables, &rows.templates)
    rows.containerCount = try load(
      selectContainers, row, head: ChildHead.allCases.count, shape: ChildHead.shape.rawValue - 1,
      verbatim: ChildHead.verbatim.rawValue - 1, ContainerColumn.self,
      ArchiveTables.containerTextTables, &rows.templates)
    guard !batch.objects.isEmpty else { throw MissingTask(row: row) }
    return rows
  }

  /// What the rows that were loaded last lack for their message; nil if it can be printed.
  func misfit(of rows: MessagePrinter.Rows) -> String? { rows.misfit(in: batch) }

  /// The message of the rows that were loaded last; the bytes are valid until the next call.
  func print(_ rows: MessagePrinter.Rows) -> UnsafeRawBufferPointer {
    out.removeAll()
    printer.write(rows, of: batch, into: out)
    return out.bytes
  }

  /// Reads the rows of one table into the batch; returns their number.
  @discardableResult
  private func load<Column: EventColumn>(
    _ select: borrowing Statement, _ row: Int64, head: Int, shape: Int32, verbatim: Int32,
    _ columns: Column.Type, _ textTables: [Int], _ loaded: inout [ShapeTemplate]
  ) throws -> Int {
    try select.bind(row, at: 1)
    defer { select.reset() }
    var count = 0
    while try select.step() {
      let slots = batch.slots.append(number: textTables.count)
      for column in textTables.indices {
        batch.slots[slots + column] = try slot(
          select, Int32(head + column), textTable: textTables[column])
      }
      loaded.append(try template(select.integer(at: shape), columns))
      batch.objects.append(
        CapturedObject(
          shape: .empty, shapeHash: 0, slots: slots,
          verbatim: copy(select.unsafeBytes(at: verbatim))))
      count += 1
    }
    return count
  }

  private func slot(
    _ select: borrowing Statement, _ column: Int32, textTable: Int
  ) throws(SQLiteError) -> Slot {
    switch select.columnType(at: column) {
    case .integer:
      guard textTable >= 0 else { return .integer(select.integer(at: column)) }
      return .text(try texts[textTable].text(of: select.integer(at: column), in: &batch))
    case .text: return .text(copy(select.unsafeBytes(at: column)))
    case .blob: return .blob(copy(select.unsafeBytes(at: column)))
    default: return .null
    }
  }

  private func copy(_ bytes: UnsafeRawBufferPointer) -> ByteSlice {
    let start = batch.bytes.count
    batch.bytes.append(bytes)
    return ByteSlice(from: start, to: batch.bytes.count)
  }

  private func template<Column: EventColumn>(
    _ id: Int64, _ columns: Column.Type
  ) throws -> ShapeTemplate {
    let table = ObjectIdentifier(columns)
    if let known = templates[table]?[id] { return known }
    let slice = try texts[TextTable.shapes.rawValue].text(of: id, in: &batch)
    let template = try ShapeTemplate(batch.bytes[slice], columns: columns)
    templateBytes += template.heldBytes
    if templateBytes > Self.templateBytesMax { forgetTemplates() }
    templates[table, default: [:]][id] = template
    return template
  }

  private func forgetTemplates() {
    templates.removeAll()
    templateBytes = 0
  }
}

/// No task has this row id.
package struct MissingTask: Error {
  package let row: Int64
}

/// A text table while messages are read: maps ids to strings.
@safe
final class TextTableReader {
  /// The cache is emptied when it holds this much: enough for the strings of a large archive.
  private static let cachedBytesMax = 16 << 20
  /// Or this many strings: what is kept about each is longer than a short string.
  private static let cachedMax = 1 << 16
  private let select: Statement
  private var cached: [Int64: ByteSlice] = [:]
  private let bytes = ByteBuffer(capacity: 4096)

  init(_ textTable: TextTable, of connection: Connection) throws(SQLiteError) {
    select = try connection.prepare(
      "SELECT \(textTable.textColumn) FROM \(textTable.name) WHERE id = ?1")
  }

  func forget() {
    cached.removeAll()
    bytes.removeAll()
  }

  /// Appends a string to a batch.
  func text(of id: Int64, in batch: inout EventBatch) throws(SQLiteError) -> ByteSlice {
    let start = batch.bytes.count
    if let known = cached[id] {
      batch.bytes.append(bytes[known])
      return ByteSlice(from: start, to: batch.bytes.count)
    }
    try select.bind(id, at: 1)
    if try select.step() {
      let text = select.unsafeBytes(at: 0)
      if bytes.count + text.count > Self.cachedBytesMax || cached.count >= Self.cachedMax {
        forget()
      }
      cached[id] = ByteSlice(from: bytes.count, to: bytes.count + text.count)
      bytes.append(text)
      batch.bytes.append(text)
    }
    select.reset()
    return ByteSlice(from: start, to: batch.bytes.count)
  }
}
