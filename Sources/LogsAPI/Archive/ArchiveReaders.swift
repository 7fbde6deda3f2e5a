import Dispatch
import Storage
import Synchronization
import Time

/// Threads that read the archive, each through a connection of its own, and the work that waits for them.
package final class ArchiveReaders: Sendable {
  /// A piece of work: called once, with a reader or with the reason why there is none.
  typealias Work = @Sendable (Result<ArchiveReader, any Error>) -> Void

  private struct State {
    var idle: [Thread]
    var waiting: [(token: WorkToken, work: Work)] = []

    /// Takes what has been stopped while it waited out of the queue.
    mutating func removeStopped() -> [Work] {
      var stopped: [Work] = []
      waiting.removeAll { waiting in
        guard waiting.token.isStopped else { return false }
        stopped.append(waiting.work)
        return true
      }
      return stopped
    }
  }

  private let state: Mutex<State>
  private let waitingMax: Int
  private let time: TimeSource

  /// - Parameters:
  ///   - threads: how much is done at the same time.
  ///   - waitingMax: how much more may wait.
  init(_ options: ReaderOptions, threads: Int, waitingMax: Int, time: TimeSource) {
    self.waitingMax = waitingMax
    self.time = time
    state = Mutex(State(idle: (0..<threads).map { Thread(options, number: $0) }))
  }

  /// What becomes of work that is handed in.
  private enum Reception {
    case begins(Thread)
    case waits
    case isRefused
  }

  /// Hands work to the next free thread; false if too much is waiting already.
  ///
  /// - Parameter token: that of the work: what is stopped while it waits makes room for more.
  func submit(_ token: WorkToken, _ work: @escaping Work) -> Bool {
    var stopped: [Work] = []
    let reception: Reception = state.withLock { state in
      if let thread = state.idle.popLast() { return .begins(thread) }
      if state.waiting.count >= waitingMax { stopped = state.removeStopped() }
      guard state.waiting.count < waitingMax else { return .isRefused }
      state.waiting.append((token, work))
      return .waits
    }
    for work in stopped { work(.failure(CancellationError())) }
    switch reception {
    case .begins(let thread):
      start(work, on: thread)
      return true
    case .waits: return true
    case .isRefused: return false
    }
  }

  private func start(_ work: @escaping Work, on thread: Thread) {
    thread.queue.async { [self] in
      var next: Work? = work
      while let work = next {
        work(thread.reader())
        next = state.withLock { state in
          guard state.waiting.isEmpty else { return state.waiting.removeFirst().work }
          state.idle.append(thread)
          return nil
        }
      }
    }
  }

  /// Reads the archive, and waits for the result.
  ///
  /// - Throws: `APIError` if too much waits, or what the body throws.
  package func read<Result: Sendable>(
    seconds: Double, _ body: @escaping @Sendable (ArchiveReader) throws -> Result
  ) async throws -> Result {
    let token = WorkToken(time)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isTaken = submit(token) { reader in
          token.begin(seconds: seconds)
          continuation.resume(
            with: Swift.Result {
              let reader = try reader.get()
              return try reader.perform(token) { try body(reader) }
            })
        }
        if !isTaken { continuation.resume(throwing: APIError.tooManyQueries) }
      }
    } onCancel: {
      token.cancel()
    }
  }
}

extension ArchiveReaders {
  /// A thread and its connection, which only this thread uses.
  private final class Thread: @unchecked Sendable {
    let queue: DispatchQueue
    private let options: ReaderOptions
    private var opened: (reader: ArchiveReader, file: FileVersion?)?

    init(_ options: ReaderOptions, number: Int) {
      self.options = options
      queue = DispatchQueue(label: "ecs-stops.archive.\(number)")
    }

    /// The connection; a new one if another file has taken the archive's place.
    func reader() -> Result<ArchiveReader, any Error> {
      Result {
        let file = FileVersion(options.path)
        if let opened, !opened.reader.isOutdated(opened.file, file) { return opened.reader }
        opened = nil
        let reader = try ArchiveReader(options)
        opened = (reader, file)
        return reader
      }
    }
  }
}
