import Glibc
import JSON

/// Looks for a stopped task in JSON that is not an event: in an object that wraps one, or in a string that contains
/// one.
///
/// What it finds is reported and kept instead of being counted as something else, because it is a stop that is not
/// imported.
struct WrappedStop: ~Copyable {
  /// How deeply strings of JSON may be nested: escapes double with each level, so no record contains more.
  private static let layersMax = 24

  private let parser = JSONParser()

  /// What was found, and where.
  struct Finding: Equatable {
    /// The path in the record, as queries write it; empty for the record itself.
    var path: String
    /// Whether it is compressed data, which is not examined, rather than a task.
    var isCompressed = false
  }

  /// Examines a whole record; nil if nothing is found.
  func find(in document: JSONDocument, _ source: UnsafeRawBufferPointer) -> Finding? {
    find(node: 0, of: document, source, layer: 1)
  }

  /// Whether an event of another status contains the word that is needed for a stopped task.
  static func mayHold(_ source: UnsafeRawBufferPointer) -> Bool {
    contains("STOPPED", source) || contains("\\u00", source) || contains("H4sI", source)
  }

  /// Whether text that is not JSON, or that has more than one value, contains a stopped task.
  private static func namesStop(_ text: UnsafeRawBufferPointer) -> Bool {
    contains("STOPPED", text) && contains("askArn", text) && contains("astStatus", text)
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

  private func find(
    node: Int, of document: JSONDocument, _ source: UnsafeRawBufferPointer, layer: Int
  ) -> Finding? {
    switch document[node].kind {
    case .object: inObject(node, of: document, source, layer)
    case .array: inArray(node, of: document, source, layer)
    case .string: inString(node, of: document, source, layer)
    case .number, .true, .false, .null, .key: nil
    }
  }

  private func inObject(
    _ object: Int, of document: JSONDocument, _ source: UnsafeRawBufferPointer, _ layer: Int
  ) -> Finding? {
    let end = document[object].next
    var hasARN = false
    var isStopped = false
    var isContainer = false
    var key = object + 1
    while key < end {
      let value = key + 1
      let name = document.keyText(key, in: source)
      switch String(decoding: name, as: UTF8.self) {
      case "taskArn", "TaskArn", "task_arn": hasARN = document[value].kind == .string
      case "lastStatus", "LastStatus", "last_status":
        isStopped =
          document[value].kind == .string
          && document.keyText(value, in: source) == Array("STOPPED".utf8)
      case "containerArn", "ContainerArn", "container_arn": isContainer = true
      default: break
      }
      key = document[value].next
    }
    if hasARN, isStopped, !isContainer { return Finding(path: "") }
    key = object + 1
    while key < end {
      if let rest = find(node: key + 1, of: document, source, layer: layer) {
        let name = String(decoding: document.keyText(key, in: source), as: UTF8.self)
        return Self.joined(name, rest)
      }
      key = document[key + 1].next
    }
    return nil
  }

  private func inArray(
    _ array: Int, of document: JSONDocument, _ source: UnsafeRawBufferPointer, _ layer: Int
  ) -> Finding? {
    let end = document[array].next
    var element = array + 1
    var position = 0
    while element < end {
      if let rest = find(node: element, of: document, source, layer: layer) {
        return Self.joined("\(position)", rest)
      }
      position += 1
      element = document[element].next
    }
    return nil
  }

  /// Examines a string: it may be JSON, contain JSON, or be base64 of either.
  private func inString(
    _ node: Int, of document: JSONDocument, _ source: UnsafeRawBufferPointer, _ layer: Int
  ) -> Finding? {
    let inner = UnsafeRawBufferPointer(
      rebasing: source[(document[node].start + 1)..<(document[node].end - 1)])
    guard layer < Self.layersMax, inner.count >= Base64Decoder.lengthMin else { return nil }
    let text = ByteBuffer(capacity: inner.count + JSONParser.padding)
    JSONString.unescape(inner, into: text)
    return inText(text, layer)
  }

  private func inText(_ text: ByteBuffer, _ layer: Int) -> Finding? {
    let first = text.bytes.first { $0 != 0x20 && $0 != 0x0a && $0 != 0x0d && $0 != 0x09 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"") {
      text.reserve(JSONParser.padding)
      // The document that is being read belongs to this parser's last call, so another parser is used.
      let deeper = WrappedStop()
      do throws(JSONError) {
        return deeper.find(
          node: 0, of: try deeper.parser.parse(text.bytes), text.bytes, layer: layer + 1)
      } catch {
        // Several values, or something after the first.
        return Self.namesStop(text.bytes) ? Finding(path: "") : nil
      }
    }
    if Self.namesStop(text.bytes) { return Finding(path: "") }
    guard layer < Self.layersMax, let decoded = Base64Decoder.decoded(text.bytes) else {
      return nil
    }
    if Self.isCompressed(decoded.bytes) { return Finding(path: "", isCompressed: true) }
    return inText(decoded, layer + 1)
  }

  /// Whether the bytes are gzip or zlib data.
  private static func isCompressed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count > 2 else { return false }
    let isZlib = bytes[0] == 0x78 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
    return bytes.starts(with: [0x1f, 0x8b, 0x08]) || isZlib
  }

  private static func joined(_ name: String, _ rest: Finding) -> Finding {
    Finding(
      path: rest.path.isEmpty ? name : name + "." + rest.path, isCompressed: rest.isCompressed)
  }
}

/// Decodes base64 (RFC 4648).
enum Base64Decoder {
  /// Shorter strings are words rather than data.
  static let lengthMin = 40

  /// The decoded bytes; nil if the string is too short to matter or has other characters.
  static func decoded(_ text: UnsafeRawBufferPointer) -> ByteBuffer? {
    guard text.count >= lengthMin else { return nil }
    let out = ByteBuffer(capacity: text.count)
    var bits: UInt32 = 0
    var bitCount = 0
    for byte in text where byte != UInt8(ascii: "=") && byte != 0x0a && byte != 0x0d {
      guard let value = value(of: byte) else { return nil }
      bits = bits << 6 | value
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
      }
    }
    return out
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5a: UInt32(byte - 0x41)
    case 0x61...0x7a: UInt32(byte - 0x61) + 26
    case 0x30...0x39: UInt32(byte - 0x30) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
