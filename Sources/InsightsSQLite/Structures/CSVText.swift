import JSON

/// A record of fields between commas, quoted as RFC 4180 says.
enum CSVText {
  /// Appends the fields of the first record of a text as a JSON list of strings.
  static func append(_ text: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    CompactJSON.append(list: fields(of: text), to: &out) { field, out in
      field.withUnsafeBytes { CompactJSON.append(string: $0, to: &out) }
    }
  }

  private static func fields(of text: UnsafeRawBufferPointer) -> [[UInt8]] {
    var fields: [[UInt8]] = [[]]
    var isQuoted = false
    var position = 0
    while position < text.count {
      let byte = text[position]
      let isDoubled = position + 1 < text.count && text[position + 1] == quote
      position += 1
      switch byte {
      case quote where isQuoted && isDoubled:
        fields[fields.count - 1].append(quote)
        position += 1
      case quote where isQuoted || fields[fields.count - 1].isEmpty: isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: fields.append([])
      case UInt8(ascii: "\n") where !isQuoted: return fields
      case UInt8(ascii: "\r") where !isQuoted: continue
      default: fields[fields.count - 1].append(byte)
      }
    }
    return fields
  }

  private static let quote = UInt8(ascii: "\"")
}
