import Events
import JSON

/// A shape as plain JSON: each hole is a string that names it, so that paths can be followed through it.
///
/// A hole inside a string becomes that string's text; a hole in a value's place becomes a string; a hole in a
/// member's place becomes a member with that key.
package struct ShapeOutline {
  /// JSON, followed by room for the parser.
  package let json: [UInt8]
  package let count: Int

  package init(_ shape: [UInt8]) {
    var writer = OutlineWriter()
    writer.write(shape)
    count = writer.out.count
    json = writer.out + Array(repeating: 0, count: JSONParser.padding)
  }

  /// The mark of a hole in the outline's strings.
  package static let mark: UInt8 = 0x01
}

/// Copies a shape and replaces its holes.
private struct OutlineWriter {
  var out: [UInt8] = []
  /// The brackets that are open.
  private var open: [UInt8] = []
  private var inString = false
  /// Whether a value comes next: after a colon, or in an array.
  private var afterColon = false
  /// How many verbatim holes have been passed.
  private var verbatims = 0

  mutating func write(_ shape: [UInt8]) {
    var position = 0
    while position < shape.count {
      let byte = shape[position]
      if byte == Hole.begin {
        let end = shape[position...].firstIndex(of: Hole.end) ?? shape.count - 1
        writeHole(shape[(position + 1)..<end])
        position = end + 1
      } else if inString, byte == UInt8(ascii: "\\"), position + 1 < shape.count {
        out += shape[position...(position + 1)]
        position += 2
      } else {
        note(byte)
        out.append(byte)
        position += 1
      }
    }
  }

  private mutating func note(_ byte: UInt8) {
    if byte == UInt8(ascii: "\"") { inString.toggle() }
    guard !inString else { return }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(byte)
    case UInt8(ascii: "}"), UInt8(ascii: "]"): if !open.isEmpty { open.removeLast() }
    case UInt8(ascii: ":"): return afterColon = true
    case UInt8(ascii: ","): return afterColon = false
    default: return
    }
    afterColon = false
  }

  private mutating func writeHole(_ name: ArraySlice<UInt8>) {
    var text = Array("\\u0001".utf8) + name
    if name.elementsEqual("verbatim".utf8) {
      text += Array("#\(verbatims)".utf8)
      verbatims += 1
    }
    if inString {
      out += text
      return
    }
    let isMember = open.last == UInt8(ascii: "{") && !afterColon
    out += [UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")]
    if isMember { out += Array(":null".utf8) }
  }
}
