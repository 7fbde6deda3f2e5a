import Dispatch
import EventPatterns
import Events
import Exports
import JSON

/// A batch in a box, so that a channel can carry it.
///
/// Unchecked: one side has a box at a time, and the channel's lock orders their accesses.
final class BatchBox: @unchecked Sendable {
  var batch = EventBatch()
}

/// What the reading thread sends to the writing one, in order.
enum PipelineItem: Sendable {
  /// The records of a file follow; without an identity they come from a stream.
  case begin(file: Int, ContentIdentity?)
  /// The records of a member of a tar or zip archive follow.
  case member(ContainerMember)
  case batch(BatchBox, bytesRead: Int64)
  case end(file: Int, ReadSummary)
  case failed(file: Int, ExportError)
}

/// Reads, parses and captures records on its own thread, while the caller's thread writes.
final class ExportPipeline: Sendable {
  /// The number of batches in use: enough that neither side waits for a short delay of the other.
  private static let batchesInFlight = 4

  private let items = Channel<PipelineItem>(capacity: batchesInFlight * 2)
  private let empty = Channel<BatchBox>(capacity: batchesInFlight)

  /// Starts reading.
  ///
  /// - Parameters:
  ///   - pattern: keeps only the stops that match; nil for all.
  ///   - shapes: the number of shapes in the archive, which the writing side keeps.
  init(_ files: [PendingFile], pattern: EventPattern?, shapes: ShapeCount) {
    for _ in 0..<Self.batchesInFlight { empty.send(BatchBox()) }
    DispatchQueue(label: "ecs-stops.reading").async { [items, empty] in
      var capture = RecordCapture(pattern, shapes: shapes)
      Self.read(files, &capture, into: items, with: empty)
    }
  }

  /// Waits for the next item; nil at the end.
  func next() -> PipelineItem? { items.receive() }

  /// Returns a batch that has been written, to be filled again.
  func recycle(_ box: BatchBox) { empty.send(box) }

  /// Stops reading after the current batch.
  func cancel() {
    items.close()
    empty.close()
  }

  private static func read(
    _ files: [PendingFile], _ capture: inout RecordCapture, into items: Channel<PipelineItem>,
    with empty: Channel<BatchBox>
  ) {
    for (index, file) in files.enumerated() {
      do throws(ExportError) {
        guard try read(file, index, &capture, into: items, with: empty) else { return }
      } catch {
        guard items.send(.failed(file: index, error)) else { return }
      }
    }
    items.close()
  }

  /// Reads one file; false once the pipeline was cancelled.
  private static func read(
    _ pending: PendingFile, _ index: Int, _ capture: inout RecordCapture,
    into items: Channel<PipelineItem>, with empty: Channel<BatchBox>
  ) throws(ExportError) -> Bool {
    let file = pending.file
    var identity = pending.identity
    // A stream can be read only once; its identity is known at its end.
    if identity == nil, !file.isStream { identity = try ContentIdentity(ofFile: file) }
    guard items.send(.begin(file: index, identity)) else { return false }
    let reader = ExportReader(
      file, format: pending.format, digests: true, copy: pending.copy)
    var box = empty.receive()
    box?.batch.removeAll()
    var summary: ReadSummary
    do {
      summary = try reader.read(onMember: { member in
        guard let filling = box else { throw NobodyListens() }
        if !filling.batch.events.isEmpty {
          box = handOver(filling, reader.bytesRead, to: items, with: empty)
        }
        guard items.send(.member(member)) else { throw NobodyListens() }
      }) { record in
        guard let filling = box else { throw NobodyListens() }
        capture.append(record, to: &filling.batch)
        guard filling.batch.isFull else { return }
        box = handOver(filling, reader.bytesRead, to: items, with: empty)
      }
    } catch let error as ExportError {
      if let box { empty.send(box) }
      throw error
    } catch {
      return false
    }
    summary.warnings += capture.takeWarnings(of: file.path)
    if let box { items.send(.batch(box, bytesRead: reader.bytesRead)) }
    if let identity, summary.identity != identity {
      throw ExportError(file.path, .changedWhileRead)
    }
    return items.send(.end(file: index, summary))
  }

  private struct NobodyListens: Error {}

  /// Sends a full batch and waits for an empty one.
  private static func handOver(
    _ box: BatchBox, _ bytesRead: Int64, to items: Channel<PipelineItem>,
    with empty: Channel<BatchBox>
  ) -> BatchBox? {
    guard items.send(.batch(box, bytesRead: bytesRead)) else { return nil }
    let next = empty.receive()
    next?.batch.removeAll()
    return next
  }
}
