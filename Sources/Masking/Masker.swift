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
    case .derived:
      let secrets = try knownSecrets()
      if secrets.isTooMany || secrets.contains(text) {
        finder.found.removeAll()
        finder.found.mark(0..<text.count)
      } else if !finder.find(in: text) {
        secrets.find(in: text, &finder.found)
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
