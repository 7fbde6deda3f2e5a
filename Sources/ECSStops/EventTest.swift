package import EventPatterns
package import Exports
import JSON

/// Tests an event pattern on events in files, as `aws events test-event-pattern` does with a single event.
package struct EventTest {
  private let pattern: EventPattern

  package init(_ pattern: EventPattern) {
    self.pattern = pattern
  }

  /// One event of a file.
  package struct Event {
    /// The position of its beginning.
    package let position: SourcePosition
    package let text: [UInt8]
    package let result: Result
  }

  /// The result for an event.
  package enum Result: Equatable {
    case matches(Bool)
    /// It is not an event; the string says what is wrong.
    case unreadable(String)
  }

  /// Passes the events of a file to the handler, in order, without the wrapping of an export.
  ///
  /// - Throws: `ExportError` if the file cannot be read, and any error that the handler throws.
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
