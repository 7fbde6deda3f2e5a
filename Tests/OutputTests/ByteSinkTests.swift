import Glibc
import JSON
import Output
import Rows
import Testing

@Suite struct ByteSinkTests {
  private struct Pipe {
    let reading: Int32
    let writing: Int32

    init() {
      var ends: [Int32] = [0, 0]
      precondition(pipe(&ends) == 0)
      (reading, writing) = (ends[0], ends[1])
    }
  }

  @Test func nothingIsWrittenBeforeItIsTime() throws {
    let collected = Collected()
    let sink = collected.makeSink()
    sink.buffer.append("abc")
    try sink.flushIfFull()
    #expect(collected.bytes.isEmpty)
    try sink.flush()
    #expect(collected.text == "abc")
    try sink.flush()
    #expect(collected.text == "abc")
    sink.buffer.append(UInt8(ascii: "x"), times: ByteSink.bufferBytes)
    try sink.flushIfFull()
    #expect(collected.bytes.count == ByteSink.bufferBytes + 3)
  }

  @Test func aReaderThatHasGoneIsNoFailure() throws {
    signal(SIGPIPE, SIG_IGN)
    let pipe = Pipe()
    close(pipe.reading)
    defer { close(pipe.writing) }
    let sink = ByteSink(descriptor: pipe.writing)
    sink.buffer.append("abc")
    #expect(throws: OutputError.brokenPipe) { try sink.flush() }
    // The error stays, also when there is nothing to write.
    #expect(throws: OutputError.brokenPipe) { try sink.flush() }
  }

  @Test func aFullDiskIsAFailure() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let writer = OutputFormat.ndjson.makeWriter(to: ByteSink(descriptor: descriptor))
    let error = #expect(throws: OutputError.self) {
      try writer.write(columns: [ResultColumn("a")], rows: [[.integer(1)]])
    }
    #expect(error == .failed(errno: ENOSPC))
    #expect(error?.description == "the output cannot be written: No space left on device")
  }

  @Test func aPipeThatTakesLittleGetsAll() throws {
    let pipe = Pipe()
    // Writes are partial, or refused for now.
    _ = fcntl(pipe.writing, F_SETFL, O_NONBLOCK)
    let reader = Reader(pipe.reading)
    let count = 1_000_000
    let sink = ByteSink(descriptor: pipe.writing)
    for number in 0..<count { sink.buffer.append(UInt8(truncatingIfNeeded: number)) }
    try sink.flush()
    close(pipe.writing)
    let bytes = reader.join()
    #expect(bytes.count == count)
    #expect(bytes.enumerated().allSatisfy { $1 == UInt8(truncatingIfNeeded: $0) })
  }
}

/// Reads a descriptor to its end, slowly, on a thread of its own.
private final class Reader {
  private final class Job {
    let descriptor: Int32
    var bytes: [UInt8] = []
    init(_ descriptor: Int32) { self.descriptor = descriptor }
  }

  private let job: Job
  private var thread = pthread_t()

  init(_ descriptor: Int32) {
    job = Job(descriptor)
    let context = Unmanaged.passUnretained(job).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let job = Unmanaged<Job>.fromOpaque(context).takeUnretainedValue()
        var piece = [UInt8](repeating: 0, count: 70_001)
        while true {
          let count = read(job.descriptor, &piece, piece.count)
          if count <= 0 { return nil }
          job.bytes += piece.prefix(count)
          usleep(500)
        }
      }, context)
    precondition(code == 0)
  }

  func join() -> [UInt8] {
    pthread_join(thread, nil)
    close(job.descriptor)
    return job.bytes
  }
}
