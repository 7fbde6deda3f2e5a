import Exports
import JSON

/// Bytes that a program printed as a list of numbers: `{"type":"Buffer","data":[123,34]}` and `{"0":123,"1":34}` of Node.js,
/// `[123,34]` of Java, where bytes above 127 are negative.
enum NumberedBytes {
  /// The bytes; nil if a value is anything else, or too short to matter.
  static func decoded(_ value: JSONPlace) -> ByteBuffer? {
    // Each number has two nodes at least in an object, and one in an array.
    guard value.bytes.count > Base64.charactersMin * 2 else { return nil }
    let out = ByteBuffer(capacity: value.bytes.count / 2 + JSONParser.padding)
    var isBytes = true
    if value.kind == .array {
      value.forEachElement { element in isBytes = isBytes && append(element, to: out) }
    } else {
      var position = 0
      value.forEachMember { name, element in
        isBytes = isBytes && name == "\(position)" && append(element, to: out)
        position += 1
      }
    }
    return isBytes && out.count >= Base64.charactersMin ? out : nil
  }

  /// Whether the first element of an array, or member of an object, can be such a number.
  static func mayBegin(_ value: JSONPlace) -> Bool {
    let digit = value.bytes.dropFirst().first { !$0.isJSONSpace }
    if value.kind == .object { return digit == UInt8(ascii: "\"") && value.member("0") != nil }
    return digit.map { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") } ?? false
  }

  private static func append(_ element: JSONPlace, to out: ByteBuffer) -> Bool {
    guard element.kind == .number, element.bytes.count <= 4,
      let number = Int(String(decoding: element.bytes, as: UTF8.self)),
      (-128...255).contains(number)
    else { return false }
    out.append(UInt8(truncatingIfNeeded: number))
    return true
  }
}
