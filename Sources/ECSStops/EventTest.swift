package import EventPatterns
package import Exports
import JSON

/// Tests an event pattern on events in files, as `aws events test-event-pattern` does on one.
package struct EventTest {
  private let pattern: EventPattern

  package init(_ pattern: EventPattern) {
    self.pattern = pattern
  }

  /// One event of a file.
  package struct Event {
    /// Where it begins.
    package let position: SourcePosition
    package let text: [UInt8]
    package let result: Result
  }

  /// What became of an event.
  package enum Result: Equatable {
    case matches(Bool)
    /// It is no event, and this is what it is instead.
    case unreadable(String)
  }

  /// Hands the events of a file on, in their order; the wrapping of an export is taken off.
  ///
  /// - Throws: `ExportError` for a file that cannot be read, and what the handler throws.
  package func run(_ file: ExportFile, _ handler: (Event) throws -> Void) throws {
    _ = try ExportReader(file).read { record in
      let text = Array(record.message)
      try handler(Event(position: record.position, text: text, result: result(record, text)))
    }
  }

  private func result(_ record: ExportRecord, _ text: [UInt8]) -> Result {
    if let flaw = record.flaw { return .unreadable(flaw.description) }
    do {
      return .matches(try pattern.matches(text))
    } catch {
      return .unreadable("\(error)")
    }
  }
}
