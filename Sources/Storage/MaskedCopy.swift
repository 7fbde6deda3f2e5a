import CXXHash
import Events
import JSON
import Masking
import SQLite

/// What an extract without secrets has instead of the values of its source.
///
/// Values are masked while they are copied: a page of the file never holds what is masked. Digests are those of what is
/// there then, so that `check` finds everything as it should be, and nobody can try values against them.
enum MaskedCopy {
  /// Makes the functions known that the copying statements call.
  static func register(_ masker: Masker, on connection: Connection) throws(SQLiteError) {
    // shown(value, number): with a number, strings of a table that were distinct stay distinct; NULL for none.
    try connection.createFunction(name: "shown", argumentCount: 2) { arguments, result in
      masker.maskNumber = arguments.isNull(at: 1) ? nil : arguments.integer(at: 1)
      defer { masker.maskNumber = nil }
      switch arguments.type(at: 0) {
      case .text:
        arguments.withBytes(at: 0) { text in
          masker.masked(text).map { result.returnText($0) } ?? result.returnText(text)
        }
      case .integer: result.returnInteger(arguments.integer(at: 0))
      case .real: result.returnReal(arguments.real(at: 0))
      case .blob: arguments.withBytes(at: 0) { result.returnBlob($0) }
      default: result.returnNull()
      }
    }
    // shown_verbatim(list, shape): what stands before a piece in the shape tells whether it is a secret.
    try connection.createFunction(name: "shown_verbatim", argumentCount: 2) { arguments, result in
      let filled = FilledShape(arguments.unsafeBytes(at: 1), verbatim: arguments.unsafeBytes(at: 0))
      filled.text.withUnsafeBytes { text in
        let shown = masker.masked(filled.pieces, of: text, separator: Hole.separator)
        result.returnText(shown ?? arguments.unsafeBytes(at: 0))
      }
    }
    try connection.createFunction(name: "text_hash", argumentCount: 1) { arguments, result in
      arguments.withBytes(at: 0) { result.returnInteger(Self.hash($0)) }
    }
    try connection.createFunction(name: "value_hash", argumentCount: 1) { arguments, result in
      var digest = JSONValueDigest()
      arguments.withBytes(at: 0) {
        result.returnInteger(Int64(bitPattern: digest.digest(of: $0)))
      }
    }
  }

  /// What is copied instead of a column of `t`.
  static func value(of column: String, in table: String) -> String {
    let textTable = TextTable.allCases.first { $0.name == table }
    let text = textTable.map { "shown(t.\($0.textColumn), t.id)" }
    switch column {
    case "hash": return text.map { "text_hash(\($0))" } ?? "t.hash"
    case textTable?.textColumn: return text ?? "NULL"
    case "value_hash": return "value_hash(\(shown("t.message")))"
    case "message_hash": return "NULL"
    case "verbatim":
      return """
        CASE WHEN t.verbatim IS NOT NULL THEN
          shown_verbatim(t.verbatim, (SELECT s.shape FROM source.shapes AS s WHERE s.id = t.shape_id))
        END
        """
    default: return shown("t.\(column)")
    }
  }

  /// An expression without secrets.
  static func shown(_ sql: String) -> String { "shown(\(sql), NULL)" }

  /// Gives tasks the checksums of their messages as they are now, if the archive keeps checksums.
  static func updateHashes(_ connection: Connection) throws {
    let isKept = try connection.integer(
      "SELECT 1 FROM main.pragma_table_info('tasks') WHERE name = 'message_hash'")
    guard isKept != nil else { return }
    let reader = try MessageReader(connection)
    let select = try connection.prepare("SELECT id FROM main.tasks", persistent: false)
    let update = try connection.prepare("UPDATE main.tasks SET message_hash = ?2 WHERE id = ?1")
    while try select.step() {
      let task = select.integer(at: 0)
      let hash = try reader.withMessage(ofTask: task) { bytes in Self.hash(bytes) }
      try update.bind(task, at: 1)
      try update.bind(hash, at: 2)
      try update.run()
    }
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    Int64(bitPattern: XXH3_64bits(bytes.baseAddress, bytes.count))
  }
}
