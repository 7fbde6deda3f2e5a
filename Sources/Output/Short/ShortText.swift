/// The distinguishing part of a value: what a person needs of an ARN, an image, a digest or an id.
enum ShortText {
  /// How many characters of an id are shown at first; more where two would look the same.
  static let idLengths = [8, 12, 16]

  /// The short form of a value; nil for one that has none.
  static func of(_ text: String, idLength: Int) -> String? {
    if text.utf8.first == UInt8(ascii: "a"), let short = ARNText.short(text, idLength: idLength) {
      return short
    }
    return IDText.short(text, length: idLength) ?? ImageText.short(text, idLength: idLength)
  }
}
