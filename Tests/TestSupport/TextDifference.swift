/// The first difference between the bytes of two strings, with its surroundings; nil if they are equal.
///
/// `==` would take different spellings of a character as equal.
package func difference(_ found: String, _ expected: String) -> String? {
  if found.utf8.elementsEqual(expected.utf8) { return nil }
  let same = zip(found.utf8, expected.utf8).prefix { $0 == $1 }.count
  func excerpt(_ text: String) -> String {
    String(decoding: text.utf8.dropFirst(max(0, same - 40)).prefix(120), as: UTF8.self)
  }
  return "found …\(excerpt(found))… expected …\(excerpt(expected))…"
}
