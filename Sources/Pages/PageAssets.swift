import CMessageDigest
import Charts
import InsightsSQLite
import Reports

/// The style sheet and the script of a page.
package enum PageAssets {
  /// That of a page in a file of its own: with its contents beside it.
  static let fileStyle = style(with: text(PackageResources.contents_css))
  /// What all pages have.
  package static let style = style(with: "")

  /// The palette comes first; a printed page is light whatever the screen is.
  private static func style(with contents: String) -> String {
    """
    :root { color-scheme: light dark; \(light) }
    @media screen and (prefers-color-scheme: dark) { :root { \(dark) } }
    \(text(PackageResources.page_css))
    \(contents)
    \(text(PackageResources.charts_css))
    \(text(PackageResources.tables_css))
    \(PageTable.Width.allCases.map(cards).joined(separator: "\n"))
    \(text(PackageResources.print_css))
    """
  }

  package static let script = text(PackageResources.page_js)

  /// What shows the rows of tables of a width as cards where they have no room.
  private static func cards(_ width: PageTable.Width) -> String {
    let rules = text(PackageResources.cards_css).replacing("WIDTH", with: width.rawValue)
    return "@media \(width.cardMedia) {\n\(rules)}"
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static let light =
    ChartPalette.light.variables
    + " --ink: #1b1f26; --quiet: #5a626e; --line: #dfe3e8; --warn: #b26a00; --warned: #fff6e5;"
    + " --shade: #f5f6f8; --hover: rgb(31 95 191 / .07); --link: #1a56b0"
  private static let dark =
    ChartPalette.dark.variables
    + " --ink: #e6e8ec; --quiet: #9aa2ae; --line: #2d323b; --warn: #d9a441; --warned: #2b2415;"
    + " --shade: #1d2027; --hover: rgb(255 255 255 / .06); --link: #86b1f5"

  /// What a browser may load and run: this style sheet, this script, and an empty image as the page's icon, without
  /// which a browser asks the page's server for one.
  static let policy =
    "default-src 'none'; style-src '\(digest(fileStyle))'; script-src '\(digest(script))'; "
    + "img-src data:; base-uri 'none'; form-action 'none'"

  /// `sha256-…`, as policies name a string.
  private static func digest(_ text: String) -> String {
    var context = SHA2_CTX()
    SHA256Init(&context)
    let bytes = Array(text.utf8)
    SHA256Update(&context, bytes, bytes.count)
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256Final(&digest, &context)
    let base64 = digest.withUnsafeBytes { Base64.encode($0) }
    return "sha256-" + String(decoding: base64, as: UTF8.self)
  }
}
