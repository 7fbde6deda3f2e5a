import Glibc
import SQLite
import Synchronization
import Testing

@Suite struct InterruptTests {
  /// Runs until somebody stops it.
  private static let endless = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
    """

  @Test func anotherThreadInterrupts() throws {
    let connection = try memory()
    let handle = connection.interruptHandle()
    let thread = Thread {
      usleep(20_000)
      handle.interrupt()
    }
    let error = failure { _ = try connection.integer(Self.endless) }
    thread.join()
    #expect(error?.isInterrupt == true)
    #expect(try connection.integer("SELECT 1") == 1)
  }

  @Test func interruptAfterCloseDoesNothing() throws {
    let handle = try { () throws -> InterruptHandle in
      let connection = try memory()
      return connection.interruptHandle()
    }()
    handle.interrupt()
    handle.interrupt()
  }

  @Test func closingWhileOthersInterruptIsSafe() throws {
    for _ in 0..<50 {
      let isDone = Flag()
      let connection = try memory()
      let handle = connection.interruptHandle()
      let thread = Thread {
        while !isDone.value.load(ordering: .acquiring) { handle.interrupt() }
      }
      usleep(200)
      _ = consume connection
      isDone.value.store(true, ordering: .releasing)
      thread.join()
    }
  }

  @Test func theProgressHandlerStops() throws {
    let connection = try memory()
    let calls = Counter()
    connection.setProgressHandler(everyOperations: 100) {
      calls.count += 1
      return calls.count < 50
    }
    #expect(failure { _ = try connection.integer(Self.endless) }?.isInterrupt == true)
    #expect(calls.count == 50)
    connection.setProgressHandler(everyOperations: 100, nil)
    #expect(
      try connection.integer(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
        SELECT count(*) FROM n
        """) == 1000)
    #expect(calls.count == 50)
  }
}

final class Counter {
  var count = 0
}

private final class Flag: Sendable {
  let value = Atomic(false)
}

/// A thread of its own, because a test may block all of Swift's.
private struct Thread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private var thread = pthread_t()

  init(_ run: @escaping @Sendable () -> Void) {
    let body = Unmanaged.passRetained(Body(run)).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { body in
        if let body { Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run() }
        return nil
      }, body)
    precondition(code == 0)
  }

  func join() { pthread_join(thread, nil) }
}
