import LogsInsights

/// How bad a text says that it is, by its words.
enum Severity: String, CaseIterable {
  case fatal = "FATAL"
  case error = "ERROR"
  case warning = "WARN"
  case info = "INFO"
  case debug = "DEBUG"
  case trace = "TRACE"

  private var words: [StaticString] {
    switch self {
    case .fatal: ["fatal", "critical", "panic"]
    case .error: ["error", "errors", "exception", "severe"]
    case .warning: ["warn", "warning"]
    case .info: ["info"]
    case .debug: ["debug"]
    case .trace: ["trace"]
    }
  }

  /// The worst that a word of a text says; nil if none does.
  ///
  /// Case does not matter, and an uppercase letter after a lowercase one begins a word: `PullError`.
  static func severity(of text: UnsafeRawBufferPointer) -> Severity? {
    var worst: Severity?
    var start = 0
    for offset in 0...text.count {
      let isEnd = offset == text.count || !text[offset].isASCIILetter
      let isHump = !isEnd && offset > start && text[offset].isCapital && !text[offset - 1].isCapital
      guard isEnd || isHump else { continue }
      if let found = severity(ofWord: text[start..<offset]) {
        worst = worst.map { $0.rank < found.rank ? $0 : found } ?? found
      }
      start = isHump ? offset : offset + 1
    }
    return worst
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  private static func severity(ofWord word: Slice<UnsafeRawBufferPointer>) -> Severity? {
    guard (4...9).contains(word.count) else { return nil }
    return allCases.first { severity in
      severity.words.contains { expected in
        expected.withUTF8Buffer { bytes in
          word.lazy.map { $0.lowercasedASCII }.elementsEqual(bytes)
        }
      }
    }
  }
}

extension UInt8 {
  fileprivate var isCapital: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }

  fileprivate var isASCIILetter: Bool {
    let folded = self | 0x20
    return folded >= UInt8(ascii: "a") && folded <= UInt8(ascii: "z")
  }
}
