/// A file within a tar or zip archive.
package struct ContainerMember: Hashable, Sendable {
  /// The path of the input, and that of the member within it: `nights.tar: stream/000000.gz`.
  package let path: String
  /// The path within it.
  package let name: String

  /// The log stream that the member of a CloudWatch Logs export belongs to: the name of its folder.
  package let logStream: String?

  /// - Parameters:
  ///   - container: the path of the container.
  ///   - name: the path in the container, as it states it.
  init(of container: String, name: String) {
    self.name = name.escapingControls
    path = "\(container): \(self.name)"
    let (folder, file) = ExportFinder.split(name)
    let stream = ExportFinder.split(folder).name
    let isNamed = ExportFinder.isExportName(file) && ![".", "..", ""].contains(stream)
    logStream = isNamed ? stream : nil
  }

  /// Whether files with this path are passed over, as `ExportFinder` does with those in folders.
  static func isSkipped(_ name: String) -> Bool {
    let parts = name.split(separator: "/").filter { $0 != "." && $0 != ".." }
    return parts.last == "aws-logs-write-test" || parts.contains { $0.hasPrefix(".") }
  }
}

extension String {
  /// The text with `\x1b` and the like in place of control characters, which a terminal would obey.
  fileprivate var escapingControls: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        text += scalar.value < 0x100 ? "\\x" : "\\u{"
        let digits = String(scalar.value, radix: 16)
        text += digits.count < 2 ? "0" + digits : digits
        if scalar.value >= 0x100 { text += "}" }
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
