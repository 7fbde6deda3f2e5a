import Exports
import JSON

/// Opens texts: JSON, several values of JSON, and JSON after other text.
extension RecordOpener {
  /// How many places of a text that is not JSON are tried as the beginning of a value.
  static let beginningsMax = 16

  /// - Parameter text: the text of the scope's level, followed by `JSONParser.padding` readable bytes.
  func openText(
    _ text: UnsafeRawBufferPointer, _ scope: inout Scope, _ handler: Handler
  ) throws -> Int {
    if text.beginsLikeValue {
      if let document = try? level(scope.level).parser.parse(text) {
        let count = try walk(JSONPlace(document, 0, text), &scope, handler)
        return count > 0 ? count : try refuse(text, ifNamedIn: scope, handler)
      }
      guard StopWords.mayName(text) || Base64.mayHoldData(text) else { return 0 }
      let count = try openContent(text, isNew: false, &scope, handler)
      return count > 0 ? count : try openEmbedded(text, isDamaged: true, &scope, handler)
    }
    if StopWords.mayName(text) { return try openEmbedded(text, &scope, handler) }
    return try openEncoded(text, &scope, handler)
  }

  /// Opens bytes as a file is read: compressed or not, with any number of values.
  ///
  /// - Parameter isNew: false for a text that was tried as a single value.
  func openContent(
    _ bytes: UnsafeRawBufferPointer, isNew: Bool, _ scope: inout Scope, _ handler: Handler
  ) throws -> Int {
    guard scope.level < Self.levelsMax else { return 0 }
    var deeper = scope
    deeper.level += 1
    var count = 0
    var isDamaged = false
    do {
      let summary = try ExportReader(bytes: bytes).read { record in
        if !isNew, record.message.count == bytes.count { return }
        isDamaged = isDamaged || record.flaw != nil && record.flaw != .notAnObject
        if record.flaw == nil || record.flaw == .notAnObject {
          var inner = deeper
          inner.learn(record.metadata)
          count += try openText(record.message, &inner, handler)
          if deeper.format == nil { deeper.format = inner.format }
        }
      }
      isDamaged = isDamaged || summary.warnings.contains(where: \.losesRecords)
    } catch is ExportError {
      isDamaged = Base64.isCompressed(bytes)
    }
    if scope.format == nil { scope.format = deeper.format }
    guard isDamaged, count > 0 || Base64.isCompressed(bytes) || StopWords.mayName(bytes) else {
      return count
    }
    return count + (try refuse(bytes, .damagedContent(path: scope.pathText), scope, handler))
  }

  /// Opens the values of JSON that other text surrounds, such as the prefix of a logger.
  ///
  /// - Parameter isDamaged: whether the text is JSON that cannot be parsed, so that what is between the values counts too.
  func openEmbedded(
    _ text: UnsafeRawBufferPointer, isDamaged: Bool = false, _ scope: inout Scope,
    _ handler: Handler
  ) throws -> Int {
    guard scope.level < Self.levelsMax else { return 0 }
    var count = 0
    var position = 0
    var beginnings = 0
    // Where the text begins that is in no value, and whether such text names a stopped task.
    var restStart = 0
    var isLost = false
    func passOver(to end: Int) {
      let rest = text[from: restStart, to: end]
      isLost = isLost || (isDamaged ? StopWords.mayName(rest) : StopWords.names(rest))
    }
    while beginnings < Self.beginningsMax,
      let start = text[from: position, to: text.count].firstIndex(of: UInt8(ascii: "{"))
        .map({ $0 + position })
    {
      beginnings += 1
      position = start + 1
      var end = start
      var scanner = JSONBracketScanner()
      while end < text.count, !scanner.isClosed || end == start {
        _ = scanner.advance(text, from: &end)
      }
      guard scanner.isClosed, !scanner.isMismatched else { continue }
      let opened = try openValue(text[from: start, to: end], scope, handler)
      guard opened > 0 else { continue }
      passOver(to: start)
      position = end
      restStart = end
      count += opened
    }
    if count == 0 { count = try openRuns(text, &scope, handler) }
    if count == 0 { return try refuse(text, ifNamedIn: scope, handler) }
    passOver(to: text.count)
    guard isLost, !scope.isInEvent else { return count }
    return count + (try refuse(text, .damagedContent(path: scope.pathText), scope, handler))
  }

  private func openValue(
    _ value: UnsafeRawBufferPointer, _ scope: Scope, _ handler: Handler
  ) throws -> Int {
    var deeper = scope
    deeper.level += 1
    let inner = level(deeper.level)
    inner.text.removeAll()
    inner.text.append(value)
    inner.text.reserve(JSONParser.padding)
    guard let document = try? inner.parser.parse(inner.text.bytes) else { return 0 }
    return try walk(JSONPlace(document, 0, inner.text.bytes), &deeper, handler)
  }

  /// Passes on a text that names a stopped task which was not found in it, with a flaw that says where.
  func refuse(
    _ text: UnsafeRawBufferPointer, ifNamedIn scope: Scope, _ handler: Handler
  ) throws -> Int {
    guard !scope.isInEvent, StopWords.names(text) else { return 0 }
    let flaw: ExportRecord.Flaw =
      PrintedObject(text).map { .printed(by: $0.language) } ?? .wrapped(path: scope.pathText)
    return try refuse(text, flaw, scope, handler)
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the first byte that is not white space can begin an object, an array or a string of JSON.
  fileprivate var beginsLikeValue: Bool {
    guard let first = first(where: { !$0.isJSONSpace }) else { return false }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"")
  }
}
