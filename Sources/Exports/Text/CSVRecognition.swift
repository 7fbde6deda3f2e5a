import JSON

/// What a file of CSV is, by its header and the row after it.
enum CSVRecognition {
  /// Nil if the text is not CSV with messages of a log in it.
  static func recognize(_ text: UnsafeRawBufferPointer) -> Recognition? {
    guard let header = CSVHeader(firstLineOf: text) else {
      return CSVHeader.ofRows(text) == nil ? nil : .shape(.csv)
    }
    if header.message != nil { return .shape(.csv) }
    let start = CSVHeader.separatorLine(text)?.upperBound ?? 0
    let second = text.firstLineFeed(from: start).map { text[from: $0 + 1, to: text.count] }
    let row = second.map { $0[from: 0, to: min($0.count, 32 << 10)] }
    // A cell with an object: its quotes are doubled.
    if row.map({ $0.contains(Array("{\"\"".utf8)) }) == true { return .shape(.csv) }
    if header.isOfInsights { return .refused(.insightsColumns) }
    if header.names.count > 1, let row, row.hasStruct { return .refused(.athenaStructs) }
    return nil
  }
}

extension CSVHeader {
  /// The columns of a file whose first row is a record already; nil if it is not one.
  static func ofRows(_ text: UnsafeRawBufferPointer) -> CSVHeader? {
    let first = text[from: 0, to: min(text.count, 2 << 10)]
    // Before the object's quote, which is doubled inside, only a separator can stand.
    for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09] where first.contains(separator) {
      let row = CSVRow()
      var parser = CSVRowParser(separator: separator, bytesMax: text.count)
      row.begin()
      _ = parser.read(text, into: row)
      parser.end(row)
      let quoted = row.count > 1 && first.contains(Array("\"{\"\"".utf8))
      if quoted, let header = CSVHeader(of: row, separator: separator) { return header }
    }
    return nil
  }
}

extension UnsafeRawBufferPointer {
  /// Whether some bytes are among these.
  func contains(_ wanted: [UInt8]) -> Bool {
    var position = 0
    while let found = self[from: position, to: count].firstIndex(of: wanted[0]) {
      position += found
      if self[from: position, to: count].starts(with: wanted) { return true }
      position += 1
    }
    return false
  }

  /// Whether there is a struct as Athena and Trino print it: `{name=value, name=value}`.
  fileprivate var hasStruct: Bool {
    var position = 0
    while let found = self[from: position, to: count].firstIndex(of: UInt8(ascii: "{")) {
      position += found + 1
      let name = self[from: position, to: count].prefix { byte in
        (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte)
          || byte == UInt8(ascii: "_")
      }
      if !name.isEmpty, name.endIndex < count, self[position + name.count] == UInt8(ascii: "=") {
        return true
      }
    }
    return false
  }
}
