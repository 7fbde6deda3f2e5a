import Glibc

/// Looks for a stopped task in JSON that is not an event: in an object that wraps one, or in a string that holds one.
///
/// What it finds is named and kept instead of being counted as something else: it is a stop that is not read.
struct WrappedStop: ~Copyable {
  /// How deep strings of JSON may stand in strings of JSON.
  private static let layersMax = 4

  private let parser = JSONParser()

  /// The path of the task in a record, as queries write it; empty for the record itself, nil if there is none.
  func path(in document: JSONDocument, _ source: UnsafeRawBufferPointer) -> String? {
    guard Self.mayHold(source) else { return nil }
    return path(node: 0, of: document, source, layer: 1)
  }

  /// Whether a text has the words without which nothing can be found, however they are escaped.
  private static func mayHold(_ source: UnsafeRawBufferPointer) -> Bool {
    contains("STOPPED", source) && contains("askArn", source)
  }

  private static func contains(_ word: StaticString, _ source: UnsafeRawBufferPointer) -> Bool {
    let word = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard let first = word.first else { return true }
    var position = 0
    while position + word.count <= source.count, let start = source.baseAddress,
      let found = memchr(start + position, Int32(first), source.count - word.count + 1 - position)
    {
      position = UnsafeRawPointer(found) - start
      if UnsafeRawBufferPointer(rebasing: source[position...]).starts(with: word) { return true }
      position += 1
    }
    return false
  }

  private func path(
    node: Int, of document: JSONDocument, _ source: UnsafeRawBufferPointer, layer: Int
  ) -> String? {
    switch document[node].kind {
    case .object: inObject(node, of: document, source, layer)
    case .array: inArray(node, of: document, source, layer)
    case .string: inString(node, of: document, source, layer)
    case .number, .true, .false, .null, .key: nil
    }
  }

  private func inObject(
    _ object: Int, of document: JSONDocument, _ source: UnsafeRawBufferPointer, _ layer: Int
  ) -> String? {
    let end = document[object].next
    var hasARN = false
    var isStopped = false
    var isContainer = false
    var key = object + 1
    while key < end {
      let value = key + 1
      let name = document.keyText(key, in: source)
      switch String(decoding: name, as: UTF8.self) {
      case "taskArn", "TaskArn": hasARN = document[value].kind == .string
      case "lastStatus", "LastStatus":
        isStopped =
          document[value].kind == .string
          && document.keyText(value, in: source) == Array("STOPPED".utf8)
      case "containerArn", "ContainerArn": isContainer = true
      default: break
      }
      key = document[value].next
    }
    if hasARN, isStopped, !isContainer { return "" }
    key = object + 1
    while key < end {
      if let rest = path(node: key + 1, of: document, source, layer: layer) {
        let name = String(decoding: document.keyText(key, in: source), as: UTF8.self)
        return Self.joined(name, rest)
      }
      key = document[key + 1].next
    }
    return nil
  }

  private func inArray(
    _ array: Int, of document: JSONDocument, _ source: UnsafeRawBufferPointer, _ layer: Int
  ) -> String? {
    let end = document[array].next
    var element = array + 1
    var position = 0
    while element < end {
      if let rest = path(node: element, of: document, source, layer: layer) {
        return Self.joined("\(position)", rest)
      }
      position += 1
      element = document[element].next
    }
    return nil
  }

  /// Looks into a string whose text is JSON.
  private func inString(
    _ node: Int, of document: JSONDocument, _ source: UnsafeRawBufferPointer, _ layer: Int
  ) -> String? {
    let inner = UnsafeRawBufferPointer(
      rebasing: source[(document[node].start + 1)..<(document[node].end - 1)])
    guard layer < Self.layersMax, Self.mayHold(inner) else { return nil }
    var text = ByteBuffer(capacity: inner.count + JSONParser.padding)
    JSONText.unescape(inner, into: &text)
    text.reserve(JSONParser.padding)
    // The document that is being read belongs to this parser's last call.
    let deeper = WrappedStop()
    do throws(JSONError) {
      return deeper.path(
        node: 0, of: try deeper.parser.parse(text.bytes), text.bytes, layer: layer + 1)
    } catch {
      return nil
    }
  }

  private static func joined(_ name: String, _ rest: String) -> String {
    rest.isEmpty ? name : name + "." + rest
  }
}
