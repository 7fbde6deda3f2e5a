import JSON
package import Rows

/// Masks secrets in what people and files are shown; what the archive holds stays as it is.
///
/// It reads each text once, whatever it contains. A masker is used by one thread at a time.
package final class Masker {
  /// How many values have been masked.
  package internal(set) var count = 0

  /// A number in the mask, as in `[masked-7]`, so that masked strings that were different stay so; nil for none.
  package var maskNumber: Int64?

  private let readKnown: () throws -> KnownSecrets
  private var known: KnownSecrets?
  private let out = ByteBuffer(capacity: 4096)
  private var finder = SecretFinder()

  /// - Parameter known: gives the secrets of the archive; called when they are needed for the first time.
  package init(
    known: @escaping () throws -> KnownSecrets = { KnownSecrets() }
  ) {
    readKnown = known
  }

  /// The text with its secrets masked, valid until the next call; nil if it has none.
  package func masked(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    finder.find(in: text) ? replaced(text) : nil
  }

  /// The text with its secrets masked.
  package func masked(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      masked(UnsafeRawBufferPointer(bytes)).map { String(decoding: $0, as: UTF8.self) }
    } ?? text
  }

  /// Parts of a text, one after the other, with the secrets masked that the whole text tells; nil if they have none.
  ///
  /// The bytes are valid until the next call.
  ///
  /// - Parameter separator: stands between the parts.
  package func masked(
    _ parts: [Range<Int>], of text: UnsafeRawBufferPointer, separator: UInt8
  ) -> UnsafeRawBufferPointer? {
    guard finder.find(in: text) else { return nil }
    let found = finder.found
    let countBefore = count
    out.removeAll()
    for (number, part) in parts.enumerated() {
      if number > 0 { out.append(separator) }
      var start = part.lowerBound
      for secret in found.ranges where secret.overlaps(part) {
        let range = secret.clamped(to: part)
        out.append(UnsafeRawBufferPointer(rebasing: text[start..<range.lowerBound]))
        appendMask(quotedAfter: found.backslashes[secret.lowerBound])
        count += 1
        start = range.upperBound
      }
      out.append(UnsafeRawBufferPointer(rebasing: text[start..<part.upperBound]))
    }
    return count > countBefore ? out.bytes : nil
  }

  /// The text of a cell as it is shown, valid until the next call; nil if it is shown as it is.
  ///
  /// - Throws: what reading the archive's secrets throws.
  package func masked(
    _ text: UnsafeRawBufferPointer, _ secrecy: ResultColumn.Secrecy
  ) throws -> UnsafeRawBufferPointer? {
    switch secrecy {
    case .open: return nil
    case .inText: return masked(text)
    case .whole:
      finder.found.removeAll()
      finder.found.mark(0..<text.count)
    case .regex:
      let before = count
      let hasSecrets = try Self.plainText(ofRegex: text).withUnsafeBytes {
        try masked($0, .derived) != nil
      }
      count = before
      finder.found.removeAll()
      if hasSecrets { finder.found.mark(0..<text.count) }
    case .derived:
      let secrets = try knownSecrets()
      if secrets.isTooMany || secrets.contains(text) {
        finder.found.removeAll()
        finder.found.mark(0..<text.count)
      } else {
        _ = finder.find(in: text)
        var others = FoundSecrets()
        secrets.find(in: text, &others)
        finder.found.merge(others)
      }
    }
    return finder.found.isEmpty ? nil : replaced(text)
  }

  /// The text of a cell as it is shown.
  ///
  /// - Throws: what reading the archive's secrets throws.
  package func masked(_ text: String, _ secrecy: ResultColumn.Secrecy) throws -> String {
    var text = text
    return try text.withUTF8 { bytes in
      try masked(UnsafeRawBufferPointer(bytes), secrecy).map {
        String(decoding: $0, as: UTF8.self)
      }
    } ?? text
  }

  /// What a regular expression matches, where it matches one text.
  private static func plainText(ofRegex text: UnsafeRawBufferPointer) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let isEscape = text[index] == UInt8(ascii: "\\") && index + 1 < text.count
      if isEscape { index += 1 }
      let byte = text[index]
      let isLineEnd = isEscape && (byte == UInt8(ascii: "n") || byte == UInt8(ascii: "r"))
      plain.append(isLineEnd ? 0x0a : isEscape && byte == UInt8(ascii: "t") ? 0x09 : byte)
      index += 1
    }
    return plain
  }

  private func knownSecrets() throws -> KnownSecrets {
    if let known { return known }
    let secrets = try readKnown()
    known = secrets
    return secrets
  }

  /// Appends the mask, in quotes where it stands for a value of JSON that has none.
  private func appendMask(quotedAfter backslashes: Int?) {
    func appendQuote() {
      guard let backslashes else { return }
      out.append(UInt8(ascii: "\\"), times: backslashes)
      out.append(UInt8(ascii: "\""))
    }
    appendQuote()
    if let maskNumber {
      out.append(SecretRule.maskBeginning)
      out.append(UInt8(ascii: "-"))
      out.append(integer: maskNumber)
      out.append(UInt8(ascii: "]"))
    } else {
      out.append(SecretRule.mask)
    }
    appendQuote()
  }

  /// A text without what was found in it.
  private func replaced(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    count += finder.found.ranges.count
    out.removeAll()
    var start = 0
    for range in finder.found.ranges {
      out.append(UnsafeRawBufferPointer(rebasing: text[start..<range.lowerBound]))
      appendMask(quotedAfter: finder.found.backslashes[range.lowerBound])
      start = range.upperBound
    }
    out.append(UnsafeRawBufferPointer(rebasing: text[start...]))
    return out.bytes
  }
}
