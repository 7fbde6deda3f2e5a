/// Applies all rules to a text.
struct SecretFinder {
  /// What was found in the last text.
  var found = FoundSecrets()
  /// The length of all texts so far.
  private var bytes = 0

  /// The first texts are searched a byte at a time, which takes less time than preparing the search of many places at once.
  private static let bytesByByteMax = 64 << 10
  /// Shorter texts are always searched so.
  private static let bytesByByteMin = 16

  /// Looks for secrets; `found` has them afterwards.
  mutating func find(in text: UnsafeRawBufferPointer) -> Bool {
    bytes += text.count
    let isShort = bytes < Self.bytesByByteMax || text.count < Self.bytesByByteMin
    let windows = isShort ? nil : SecretWindows.all
    guard let unescaped = UnescapedText(text) else { return find(in: text, windows) }
    guard unescaped.bytes.withUnsafeBytes({ find(in: $0, windows) }) else { return false }
    found.move { unescaped.origin(of: $0) }
    return true
  }

  mutating func find(in text: UnsafeRawBufferPointer, _ windows: SecretWindows?) -> Bool {
    found.removeAll()
    guard text.count > 1 else { return false }
    var places = SecretPlaces.Search(text, windows)
    var index = 0
    while let place = places.next(from: index) {
      search(text, place.index, place.rules)
      index = max(place.index + 1, found.end)
    }
    return !found.isEmpty
  }

  /// Has the rules that a place may concern look closer, until one has found something.
  @inline(never)
  private mutating func search(_ text: UnsafeRawBufferPointer, _ place: Int, _ rules: UInt16) {
    var rest = rules
    while rest != 0, found.end <= place {
      found.rule = rest.trailingZeroBitCount
      SecretRule.all[found.rule].find(SecretText(bytes: text), place, &found)
      rest &= rest - 1
    }
  }
}
