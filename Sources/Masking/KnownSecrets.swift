/// The secrets that an archive is known to have, by which they are found in what was computed from it.
///
/// What is an element of a list or a part of a text no longer says that it is a secret; where it came from it did. A
/// secret counts where it is all of a text, or stands in it between blanks, quotes and the like.
package struct KnownSecrets: Sendable {
  /// With more, what may have been computed from them is masked as a whole: a set of them would take too much memory.
  package static let countMax = 200_000

  /// Shorter values are masked only where they are all of a text: `1` and `on` stand everywhere.
  private static let partBytesMin = 4

  private var values: Set<[UInt8]> = []
  /// Values by their first word, for those that may be parts of a text.
  private var byWord: [[UInt8]: [[UInt8]]] = [:]

  package init() {}

  /// Whether there are too many values to know them all.
  package var isTooMany: Bool { values.count > Self.countMax }

  /// Shorter ones, unless they are values of environment variables, are masked only beside what says that they are.
  private static let bytesMin = 6

  /// Adds what the rules find in a text, such as the values of each `environment` in JSON.
  package mutating func add(from text: UnsafeRawBufferPointer) {
    guard !isTooMany else { return }
    var finder = SecretFinder()
    guard finder.find(in: text) else { return }
    for (range, rule) in zip(finder.found.ranges, finder.found.rules) {
      guard range.count >= Self.bytesMin || SecretRule.all[rule].name == "environment" else {
        continue
      }
      let spelled = Array(text[range])
      add(spelled)
      if spelled.contains(UInt8(ascii: "\\")) { add(Self.decoded(spelled)) }
    }
  }

  private mutating func add(_ value: [UInt8]) {
    guard !value.isEmpty, values.insert(value).inserted, value.count >= Self.partBytesMin else {
      return
    }
    byWord[Array(value.prefix { !Self.endsWord($0) }), default: []].append(value)
  }

  /// The characters of a string of JSON.
  private static func decoded(_ spelled: [UInt8]) -> [UInt8] {
    let text = String(decoding: spelled, as: UTF8.self)
    var result = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      guard character == "\\", let escape = rest.popFirst() else {
        result.append(character)
        continue
      }
      switch escape {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "r": result.append("\r")
      case "b": result.append("\u{8}")
      case "f": result.append("\u{c}")
      case "u":
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        result.unicodeScalars.append(
          UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{fffd}")
      default: result.append(escape)
      }
    }
    return Array(result.utf8)
  }

  /// Whether a text is such a secret.
  func contains(_ text: UnsafeRawBufferPointer) -> Bool {
    !values.isEmpty && values.contains(Array(text))
  }

  /// Marks the values that stand in a text as words.
  func find(in text: UnsafeRawBufferPointer, _ found: inout FoundSecrets) {
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(where: Self.endsWord) ?? text.count
      let word = Array(text[start..<end])
      let length = (byWord[word] ?? []).filter { text[start...].starts(with: $0) }.map(\.count)
        .max()
      if let length, start + length == text.count || Self.endsWord(text[start + length]) {
        found.mark(start..<start + length)
      }
      start = max(end, found.end) + 1
    }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "\"'`,;=&<>(){}[]|\\".utf8.contains(byte)
  }
}
