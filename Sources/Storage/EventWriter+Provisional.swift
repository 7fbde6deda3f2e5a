import Events
import SQLite

/// The position of a record that came from a damaged or truncated gzip member.
package struct ProvisionalOrigin: Equatable, Sendable {
  package var export: Int64
  package var line: Int
  package var byteOffset: Int

  package init(export: Int64, line: Int, byteOffset: Int) {
    self.export = export
    self.line = line
    self.byteOffset = byteOffset
  }
}

/// The table `provisional`: tasks whose event is not yet confirmed by an intact file.
final class ProvisionalRows {
  private let connection: Connection
  private let find: Statement
  private let insert: Statement
  private let insertReject: Statement
  private let recountRejected: Statement
  private let recountDuplicate: Statement
  /// Whether there is any such task; read from the archive when a transaction begins.
  private(set) var isUsed = false

  init(_ connection: Connection) throws(SQLiteError) {
    self.connection = connection
    find = try connection.prepare(
      "SELECT export_id, line, byte_offset FROM provisional WHERE task = ?1")
    insert = try connection.prepare("INSERT INTO provisional VALUES (?1, ?2, ?3, ?4)")
    insertReject = try connection.prepare(
      """
      INSERT INTO rejects (export_id, line, byte_offset, reason, record)
      VALUES (?1, ?2, ?3, ?4, ?5)
      """)
    recountRejected = try connection.prepare(
      "UPDATE exports SET stored = stored - 1, rejected = rejected + 1 WHERE id = ?1")
    recountDuplicate = try connection.prepare(
      "UPDATE exports SET stored = stored - 1, duplicates = duplicates + 1 WHERE id = ?1")
  }

  /// Reads the archive again when a transaction begins.
  func open() throws(SQLiteError) {
    isUsed = try connection.integer("SELECT 1 FROM provisional LIMIT 1") != nil
  }

  /// The origin of a task's event if no intact file has confirmed it; nil for any other task.
  func origin(ofTask row: Int64) throws(SQLiteError) -> ProvisionalOrigin? {
    guard isUsed else { return nil }
    try find.bind(row, at: 1)
    defer { find.reset() }
    guard try find.step() else { return nil }
    return ProvisionalOrigin(
      export: find.integer(at: 0), line: Int(find.integer(at: 1)),
      byteOffset: Int(find.integer(at: 2)))
  }

  /// Marks a task that was just written.
  func mark(_ row: Int64, _ origin: ProvisionalOrigin) throws(SQLiteError) {
    isUsed = true
    try insert.bind(row, at: 1)
    try insert.bind(origin.export, at: 2)
    try insert.bind(Int64(origin.line), at: 3)
    try insert.bind(Int64(origin.byteOffset), at: 4)
    try insert.run()
  }

  /// Why a record does not, or no longer, make up a task's row.
  enum Refusal: String {
    case contradicted = "from damaged gzip data, contradicted by an intact file"
    case outranked = "from damaged gzip data, superseded by another event of the task"
  }

  /// Keeps the text of a record that does not, or no longer, make up a task's row.
  func reject(
    _ message: UnsafeRawBufferPointer, _ origin: ProvisionalOrigin, _ refusal: Refusal,
    wasStored: Bool
  ) throws(SQLiteError) {
    try insertReject.bind(origin.export, at: 1)
    try insertReject.bind(Int64(origin.line), at: 2)
    try insertReject.bind(Int64(origin.byteOffset), at: 3)
    try insertReject.bind(text: refusal.rawValue, at: 4)
    try insertReject.bindBorrowedBlob(message, at: 5)
    try insertReject.run()
    guard wasStored else { return }
    try recountRejected.bind(origin.export, at: 1)
    try recountRejected.run()
  }

  /// Counts a record as a duplicate of the intact one that takes its place: each stop is stored once.
  func confirm(_ origin: ProvisionalOrigin) throws(SQLiteError) {
    try recountDuplicate.bind(origin.export, at: 1)
    try recountDuplicate.run()
  }

  /// The tasks of a file that no intact file has confirmed.
  func tasks(of export: Int64) throws(SQLiteError) -> [(row: Int64, origin: ProvisionalOrigin)] {
    guard isUsed else { return [] }
    let select = try connection.prepare(
      "SELECT task, line, byte_offset FROM provisional WHERE export_id = ?1", persistent: false)
    try select.bind(export, at: 1)
    var tasks: [(row: Int64, origin: ProvisionalOrigin)] = []
    while try select.step() {
      tasks.append(
        (
          select.integer(at: 0),
          ProvisionalOrigin(
            export: export, line: Int(select.integer(at: 1)), byteOffset: Int(select.integer(at: 2))
          )
        ))
    }
    return tasks
  }
}

/// Records of damaged gzip data count only until an intact file contradicts them.
extension EventWriter {
  /// Decides between two records of a task of which one or both are provisional.
  func resolveProvisional(_ pair: Pair) throws(SQLiteError) -> Resolution {
    let (new, old) = (pair.new, pair.old)
    let saysTheSame = pair.message.elementsEqual(pair.oldMessage)
    guard let newOrigin = new.origin else {
      if let oldOrigin = old.origin { try displace(pair, oldOrigin, saysTheSame: saysTheSame) }
      return .replaces(.stored)
    }
    if let oldOrigin = old.origin, try isBetter(pair) {
      if !saysTheSame {
        try provisional.reject(pair.oldMessage, oldOrigin, .outranked, wasStored: true)
      }
      return .replaces(saysTheSame ? .duplicate : .stored)
    }
    if saysTheSame { return .loses(.duplicate) }
    try provisional.reject(
      pair.message, newOrigin, old.origin == nil ? .contradicted : .outranked, wasStored: false)
    return .loses(.rejected)
  }

  private func isBetter(_ pair: Pair) throws(SQLiteError) -> Bool {
    pair.new.rank == pair.old.rank ? try isFirst(pair) : pair.new.rank > pair.old.rank
  }

  private func displace(
    _ pair: Pair, _ origin: ProvisionalOrigin, saysTheSame: Bool
  ) throws(SQLiteError) {
    if saysTheSame {
      try provisional.confirm(origin)
    } else {
      try provisional.reject(pair.oldMessage, origin, .contradicted, wasStored: true)
    }
  }

  /// Removes what a damaged file said and its intact copy does not: no such events were ever sent.
  func removeProvisional(of export: Int64) throws {
    for (row, origin) in try provisional.tasks(of: export) {
      try reader.withMessage(ofTask: row) { message in
        try provisional.reject(message, origin, .contradicted, wasStored: true)
      }
      try remove(row)
    }
  }

  /// Removes what a damaged file said before it is read again.
  func takeBackProvisional(of export: Int64) throws {
    for (row, _) in try provisional.tasks(of: export) { try remove(row) }
  }
}
