import JSON
package import Rows

/// Masks secrets in what people and files are shown; what the archive holds stays as it is.
///
/// It reads each text once, whatever it contains. A masker is used by one thread at a time.
package final class Masker {
  /// How many values have been masked.
  package private(set) var count = 0

  private let environmentValues: () throws -> EnvironmentValues
  private var loaded: EnvironmentValues?
  private let out = ByteBuffer(capacity: 4096)
  private var found = FoundSecrets()

  /// - Parameter environmentValues: gives those of the archive; called once they are needed.
  package init(
    environmentValues: @escaping () throws -> EnvironmentValues = { EnvironmentValues() }
  ) {
    self.environmentValues = environmentValues
  }

  /// The text with its secrets masked, valid until the next call; nil if it has none.
  package func masked(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    find(in: text) ? replaced(text) : nil
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
  /// - Throws: what reading the archive's environment values throws.
  package func masked(
    _ text: UnsafeRawBufferPointer, _ secrecy: ResultColumn.Secrecy
  ) throws -> UnsafeRawBufferPointer? {
    switch secrecy {
    case .open: return nil
    case .inText: return masked(text)
    case .whole:
      found.removeAll()
      found.mark(0..<text.count)
    case .derived:
      let values = try knownValues()
      if values.isTooMany || values.contains(text) {
        found.removeAll()
        found.mark(0..<text.count)
      } else if !find(in: text) {
        values.find(in: text, &found)
      }
    }
    return found.isEmpty ? nil : replaced(text)
  }

  private func knownValues() throws -> EnvironmentValues {
    if let loaded { return loaded }
    let values = try environmentValues()
    loaded = values
    return values
  }

  /// A text without what was found in it.
  private func replaced(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    count += found.ranges.count
    out.removeAll()
    var start = 0
    for range in found.ranges {
      out.append(UnsafeRawBufferPointer(rebasing: text[start..<range.lowerBound]))
      out.append(SecretRule.mask)
      start = range.upperBound
    }
    out.append(UnsafeRawBufferPointer(rebasing: text[start...]))
    return out.bytes
  }

  /// Looks for secrets; `found` has them.
  private func find(in text: UnsafeRawBufferPointer) -> Bool {
    found.removeAll()
    guard text.count > 1 else { return false }
    let places = SecretPlaces.all
    var before = text[0]
    var index = 0
    while index < text.count {
      let byte = text[index]
      let rules = places.rules(at: byte, after: before)
      if rules != 0 { search(text, index, rules) }
      index = max(index + 1, found.end)
      before = text[index - 1]
    }
    return !found.isEmpty
  }

  /// Has the rules that a place may concern look closer, until one has found something.
  @inline(never)
  private func search(_ text: UnsafeRawBufferPointer, _ place: Int, _ rules: UInt16) {
    var rest = rules
    while rest != 0, found.end <= place {
      SecretRule.all[rest.trailingZeroBitCount].find(SecretText(bytes: text), place, &found)
      rest &= rest - 1
    }
  }
}

/// Which rules look closer at a byte after another, as bits by the number of the rule.
private final class SecretPlaces: Sendable {
  static let all = SecretPlaces()

  private nonisolated(unsafe) let at: UnsafeMutablePointer<UInt16>
  private nonisolated(unsafe) let after: UnsafeMutablePointer<UInt16>

  /// Allocated once and kept.
  private init() {
    at = .allocate(capacity: 256)
    after = .allocate(capacity: 256)
    at.initialize(repeating: 0, count: 256)
    after.initialize(repeating: 0, count: 256)
    for (number, rule) in SecretRule.all.enumerated() {
      for byte in rule.at { at[Int(byte)] |= 1 << UInt16(number) }
      for byte in rule.after { after[Int(byte)] |= 1 << UInt16(number) }
    }
  }

  @inline(__always)
  func rules(at byte: UInt8, after before: UInt8) -> UInt16 { at[Int(byte)] & after[Int(before)] }
}
