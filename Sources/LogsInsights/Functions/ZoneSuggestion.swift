import Files
import Time

extension ZoneDatabase {
  /// Whether there is any zone.
  var isThere: Bool { zone(named: "UTC") != nil || !names.isEmpty }

  /// The name that was probably meant: nearly the same, or the one that ends in it.
  package func suggestion(for name: String) -> String? {
    let names = names
    let ending = "/" + name.asciiLowercased
    return names.first { $0.asciiLowercased.hasSuffix(ending) }
      ?? NameSuggestions.nearest(to: name, among: names)
  }

  /// The names of all zones, as far as the folder has them in files; looked up each time.
  package var names: [String] { folder.map { Self.names(in: $0, before: "") }?.sorted() ?? [] }

  private static func names(in folder: String, before prefix: String) -> [String] {
    let entries = (try? Folder.names(in: folder)) ?? []
    return entries.flatMap { entry -> [String] in
      // `posix` and `right` hold the same zones again.
      guard let first = entry.first, first >= UInt8(ascii: "A"), first <= UInt8(ascii: "Z")
      else { return [] }
      let name = String(decoding: entry, as: UTF8.self)
      let inner = names(in: "\(folder)/\(name)", before: "\(prefix)\(name)/")
      return inner.isEmpty ? [prefix + name] : inner
    }
  }
}
