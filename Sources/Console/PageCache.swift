import LogsAPI
import Synchronization

/// Pages that were made a moment ago of an archive that has not changed since: a reader who comes back, or several who
/// look at the same incident, do not wait for them again.
final class PageCache: Sendable {
  /// How old a page may be, in milliseconds: what it says of the present is wrong by no more.
  private static let ageMax: Int64 = 10_000
  private static let bytesMax = 32 << 20

  private struct Page {
    let answer: ConsoleAnswer
    let archive: FileVersion
    let madeAt: Int64
  }

  private let pages = Mutex<[String: Page]>([:])

  /// The page of a link, if it is still true.
  func answer(_ link: String, of archive: FileVersion?, now: Int64) -> ConsoleAnswer? {
    pages.withLock { pages in
      guard let page = pages[link] else { return nil }
      guard page.archive == archive, (0...Self.ageMax).contains(now - page.madeAt) else {
        pages[link] = nil
        return nil
      }
      return page.answer
    }
  }

  /// Keeps a page.
  ///
  /// - Parameter archive: the state of the file before the page was made.
  func keep(_ answer: ConsoleAnswer, _ link: String, of archive: FileVersion?, now: Int64) {
    guard let archive, answer.status == 200 else { return }
    pages.withLock { pages in
      pages = pages.filter { $0.value.archive == archive && now - $0.value.madeAt <= Self.ageMax }
      let bytes = pages.values.reduce(answer.body.count) { $0 + $1.answer.body.count }
      guard bytes <= Self.bytesMax else { return }
      pages[link] = Page(answer: answer, archive: archive, madeAt: now)
    }
  }
}
