/// The structure that JSON documents share when they differ only in their values.
package enum JSONStructure {
  /// The document with every number, and every string that is not a key, replaced by a placeholder.
  ///
  /// Documents with the same structure have the same flattened names, with values of the same types.
  package static func of(_ json: UnsafeRawBufferPointer) -> [UInt8] {
    var out: [UInt8] = []
    var position = 0
    while position < json.count {
      let byte = json[position]
      switch byte {
      case UInt8(ascii: "\""):
        let end = endOfString(json, from: position)
        if isKey(json, endingAt: end) { out += json[position..<end] } else { out.append(byte) }
        position = end
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        out.append(UInt8(ascii: "0"))
        while position < json.count, isOfNumber(json[position]) { position += 1 }
      case let byte where byte.isJSONSpace: position += 1
      default:
        out.append(byte)
        position += 1
      }
    }
    return out
  }

  private static func endOfString(_ json: UnsafeRawBufferPointer, from start: Int) -> Int {
    var position = start + 1
    while position < json.count, json[position] != UInt8(ascii: "\"") {
      position += json[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(position + 1, json.count)
  }

  private static func isKey(_ json: UnsafeRawBufferPointer, endingAt end: Int) -> Bool {
    json[end...].first { !$0.isJSONSpace } == UInt8(ascii: ":")
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
