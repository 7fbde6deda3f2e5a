import Time

extension ZoneDatabase {
  /// The name that was probably meant: nearly the same, or the one that ends in it.
  package func suggestion(for name: String) -> String? {
    let names = names
    let ending = "/" + name.asciiLowercased
    return names.first { $0.asciiLowercased.hasSuffix(ending) }
      ?? Suggestion.nearest(to: name, among: names)
  }
}
