import Foundation

extension Evaluator {
  /// String functions.
  static let texts: [String: ScalarFunction] = [
    "substr": { values in
      guard let text = values[0].string, let start = values[1].double else { return .missing }
      var scalars = Array(text.unicodeScalars).dropFirst(max(0, Int(start)))
      if values.count > 2 {
        guard let length = values[2].double else { return .missing }
        scalars = scalars.prefix(max(0, Int(length)))
      }
      return .text(String(String.UnicodeScalarView(scalars)))
    },
    "replace": { values in
      guard let text = values[0].bytes, let part = values[1].bytes, let other = values[2].bytes
      else { return .missing }
      return .text(part.isEmpty ? text : Array(pieces(of: text, at: part).joined(separator: other)))
    },
    "strcontains": { values in
      guard let text = values[0].string, let part = values[1].string else { return .missing }
      var (first, second) = (text, part)
      if values.count > 2 {
        guard let folds = values[2].truth else { return .missing }
        if folds { (first, second) = (folded(text: text), folded(text: part)) }
      }
      return .boolean(firstRange(of: Array(second.utf8), in: Array(first.utf8)) != nil)
    },
    "startswith": { pair($0) { $0.starts(with: $1) } },
    "endswith": { pair($0) { $0.reversed().starts(with: $1.reversed()) } },
    "trim": { trimmed($0, start: true, end: true) },
    "ltrim": { trimmed($0, start: true, end: false) },
    "rtrim": { trimmed($0, start: false, end: true) },
    "messagesize": { $0[0].bytes.map { .whole(Int64($0.count)) } ?? .missing },
    "urlencode": { values in
      guard let bytes = values[0].bytes else { return .missing }
      let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
      return .text(
        bytes.map { byte in
          plain.contains(byte)
            ? String(decoding: [byte], as: UTF8.self)
            : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined())
    },
    "urldecode": { values in
      guard var rest = values[0].bytes?[...] else { return .missing }
      var decoded: [UInt8] = []
      while let byte = rest.popFirst() {
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        if byte == UInt8(ascii: "%"), digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit),
          let value = UInt8(digits, radix: 16)
        {
          decoded.append(value)
          rest = rest.dropFirst(2)
        } else {
          decoded.append(byte)
        }
      }
      return .text(String(decoding: decoded, as: UTF8.self))
    },
    "base64encode": { values in
      values[0].bytes.map { .text(Data($0).base64EncodedString()) } ?? .missing
    },
    "base64decode": { values in
      guard let text = values[0].string, let data = Data(base64Encoded: text) else {
        return .missing
      }
      return .text(String(decoding: data, as: UTF8.self))
    },
    "dectohex": { values in
      guard let number = values[0].double, let whole = Int64(exactly: number.rounded(.towardZero))
      else { return .missing }
      return .text((whole < 0 ? "-0x" : "0x") + String(whole.magnitude, radix: 16))
    },
    "hextodec": { values in
      guard let text = values[0].string else { return .missing }
      let isNegative = text.hasPrefix("-")
      let digits = isNegative ? text.dropFirst() : text[...]
      guard let number = Int64(digits.hasPrefix("0x") ? digits.dropFirst(2) : digits, radix: 16)
      else { return .missing }
      return .whole(isNegative ? -number : number)
    },
  ]

  private static func pieces(of text: [UInt8], at part: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var start = 0
    while let range = firstRange(of: part, in: text, from: start) {
      pieces.append(Array(text[start..<range.lowerBound]))
      start = range.upperBound
    }
    return pieces + [Array(text[start...])]
  }

  private static func folded(text: String) -> String {
    text.unicodeScalars.map(\.properties.lowercaseMapping).joined()
  }

  private static func pair(_ values: [Value], _ test: ([UInt8], [UInt8]) -> Bool) -> Value {
    guard let first = values[0].bytes, let second = values[1].bytes else { return .missing }
    return .boolean(test(first, second))
  }

  private static func trimmed(_ values: [Value], start: Bool, end: Bool) -> Value {
    guard let text = values[0].string else { return .missing }
    var characters = Set(" \t\n\u{b}\u{c}\r".unicodeScalars)
    if values.count > 1 {
      guard let other = values[1].string else { return .missing }
      characters = Set(other.unicodeScalars)
    }
    var scalars = Array(text.unicodeScalars)[...]
    while start, let first = scalars.first, characters.contains(first) { scalars.removeFirst() }
    while end, let last = scalars.last, characters.contains(last) { scalars.removeLast() }
    return .text(String(String.UnicodeScalarView(scalars)))
  }
}
