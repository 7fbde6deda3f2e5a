import Glibc
import InsightsSQLite
import LogsInsights

/// What the compiler says to a text, and what is wrong with that.
struct CompilerAnswer {
  /// Nil if the answer is SQL or errors that stand where they should.
  let problem: String?
  /// Processor time of this thread, which other tests do not disturb.
  let time: Duration

  init(to text: String) {
    let start = Self.clock
    let problem = Self.problem(of: text)
    time = Self.clock - start
    self.problem = problem
  }

  private static var clock: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private static func problem(of text: String) -> String? {
    do {
      let query = try Query(text)
      if let problem = try layoutProblem(of: query) { return problem }
      let compiled = try query.compile(catalog: TestCatalog(), options: CompileOptions(now: 0))
      if compiled.sql.isEmpty { return "no SQL" }
      return problem(of: compiled.warnings, in: query.source)
    } catch let error as QueryError {
      if !error.diagnostics.contains(where: { $0.severity == .error }) { return "no error" }
      return problem(of: error.diagnostics, in: error.source)
    } catch {
      return "failed with \(error)"
    }
  }

  /// The canonical layout is a query that says the same and is laid out so already.
  private static func layoutProblem(of query: Query) throws -> String? {
    let layout = query.canonicalText
    guard layout.unicodeScalars.count <= Query.charactersMax else { return nil }
    guard let second = try? Query(layout) else { return "its layout is no query: \(layout)" }
    if second.canonicalText != layout {
      return "its layout \(layout)\nis laid out as \(second.canonicalText)"
    }
    if second.structure != query.structure { return "its layout says something else: \(layout)" }
    return nil
  }

  /// Diagnostics point into the text, between characters, and can be shown.
  private static func problem(of diagnostics: [Diagnostic], in source: SourceText) -> String? {
    for diagnostic in diagnostics {
      let range = diagnostic.range
      guard 0 <= range.lower, range.lower <= range.upper, range.upper <= source.range.upper else {
        return "\(diagnostic.code) stands outside the text: \(range)"
      }
      let utf8 = source.text.utf8
      for offset in [range.lower, range.upper] {
        let index = utf8.index(utf8.startIndex, offsetBy: offset)
        if index < utf8.endIndex, utf8[index] & 0xC0 == 0x80 {
          return "\(diagnostic.code) cuts a character: \(range)"
        }
      }
      if diagnostic.message.isEmpty || diagnostic.rendered(in: source).isEmpty {
        return "\(diagnostic.code) says nothing"
      }
    }
    return nil
  }
}
