import ArgumentParser
import ECSStops

/// Whether secrets are shown.
struct SecretOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Show secrets instead of [masked].",
      discussion: """
        Without it, values of environment variables, passwords, tokens, keys and signed URLs are masked in whatever is \
        written; the archive has them. docs/security.md lists what is recognized.
        """))
  var unmask = false

  /// What masks the secrets in rows that are read from an archive; nil if they are shown.
  func masker(_ archive: borrowing Archive) -> Masker? {
    unmask ? nil : Masker(archive.connection)
  }

  /// What masks the secrets in text that is not in an archive; nil if they are shown.
  var masker: Masker? { unmask ? nil : Masker() }

  /// Says how many values a masker has masked.
  static func note(_ masker: Masker?, color: ColorChoice = .auto) {
    guard let count = masker?.count, count > 0 else { return }
    StandardError.message(
      .note,
      count == 1
        ? "1 value masked, since it looks like a secret; --unmask shows it"
        : "\(Quantity.count(count)) values masked, since they look like secrets; --unmask shows them",
      color: color)
  }
}
