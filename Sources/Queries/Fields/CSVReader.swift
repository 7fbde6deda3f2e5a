/// Reads RFC 4180: cells between commas, in quotes where they hold commas, quotes or line ends.
///
/// Lines may end in LF or CR LF. Empty lines are passed over. The text must be UTF-8.
struct CSVReader {
  /// One line, which may go over several of the file.
  struct Record: Equatable {
    let cells: [String]
    /// The line of the file where it begins, from 1.
    let line: Int
  }

  private let bytes: [UInt8]
  private let path: String
  private var offset = 0
  private var line = 1

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { offset = 3 }
  }

  /// The next record; nil at the end.
  mutating func next() throws -> Record? {
    while offset < bytes.count, skipLineEnd() {}
    guard offset < bytes.count else { return nil }
    let start = line
    var cells = [try cell()]
    while offset < bytes.count, bytes[offset] == UInt8(ascii: ",") {
      offset += 1
      cells.append(try cell())
    }
    if offset < bytes.count, !skipLineEnd() {
      throw fault("text after the closing quote of a cell")
    }
    return Record(cells: cells, line: start)
  }

  private mutating func skipLineEnd() -> Bool {
    var end = offset
    if bytes[end] == UInt8(ascii: "\r") { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "\n") else { return false }
    offset = end + 1
    line += 1
    return true
  }

  private mutating func cell() throws -> String {
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") { return try quotedCell() }
    let start = offset
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: ","), UInt8(ascii: "\n"): return try text(bytes[start..<offset])
      case UInt8(ascii: "\r") where offset + 1 < bytes.count && bytes[offset + 1] == 0x0a:
        return try text(bytes[start..<offset])
      case UInt8(ascii: "\""): throw fault("a quote inside a cell that does not begin with one")
      default: offset += 1
      }
    }
    return try text(bytes[start..<offset])
  }

  private mutating func quotedCell() throws -> String {
    let first = line
    var value: [UInt8] = []
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\"") {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
          return try text(value[...])
        }
        offset += 1
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      value.append(byte)
    }
    throw LookupTableError.invalid(path, line: first, "the closing quote of a cell is missing")
  }

  private func text(_ bytes: ArraySlice<UInt8>) throws -> String {
    guard !bytes.contains(0) else { throw fault("a NUL in a cell") }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw fault("a cell is not UTF-8 text")
    }
    return text
  }

  private func fault(_ text: String) -> LookupTableError {
    .invalid(path, line: line, text)
  }
}
