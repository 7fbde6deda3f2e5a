/// Recognizes zip archives that are documents of an office program.
enum OfficeDocument {
  /// The names with which such archives begin, in the order in which programs write them.
  private static let packageParts = ["[Content_Types].xml", "_rels/", "docProps/"]

  private static let formats: [(prefix: String, format: RefusedFormat)] = [
    ("xl/", .spreadsheet), ("word/", .officeDocument), ("ppt/", .officeDocument),
  ]

  /// What the archive is whose first entry this is; nil if it holds other files.
  ///
  /// Reads further entries to find out.
  static func format(
    _ first: ContainerReader.Entry, _ reader: ContainerReader
  ) throws(ExportError) -> RefusedFormat? {
    if first.path == "mimetype" { return try openDocument(reader) }
    if let format = format(named: first.path) { return format }
    guard packageParts.contains(where: first.path.hasPrefix) else { return nil }
    while let entry = try reader.next() {
      if let format = format(named: entry.path) { return format }
    }
    return .officeDocument
  }

  private static func format(named path: String) -> RefusedFormat? {
    formats.first { path.hasPrefix($0.prefix) && path.hasSuffix(".xml") }?.format
  }

  /// The content of `mimetype` names the kind of document.
  private static func openDocument(
    _ reader: ContainerReader
  ) throws(ExportError) -> RefusedFormat? {
    guard let block = try reader.nextBlock() else { return nil }
    let type = String(decoding: block.bytes.prefix(100), as: UTF8.self)
    if type.hasPrefix("application/vnd.oasis.opendocument.spreadsheet") { return .spreadsheet }
    return type.hasPrefix("application/") ? .officeDocument : nil
  }
}
