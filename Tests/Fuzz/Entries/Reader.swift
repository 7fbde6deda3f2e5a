import Envelopes
import Events
import Exports
import Foundation

/// Reads an input as an export file, in pieces whose size its length decides, and captures its records and what is in
/// them.
///
/// Records must follow one another in the content, and every stop among them must be rebuilt.
final class ReadExports {
  private var capture = EventCapture()
  private var batch = EventBatch()
  private let opener = RecordOpener()
  private let file = FileManager.default.temporaryDirectory.appending(
    path: "ecs-stops-fuzz-\(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: file) }

  func check(_ input: UnsafeRawBufferPointer) throws {
    try Data(input).write(to: file)
    var limits = ExportReader.Limits()
    limits.bufferBytes = [1, 7, 64, 4096][input.count % 4]
    limits.recordBytesMax = 8192
    let export = ExportFile(
      path: file.path(), size: Int64(input.count), modifiedAt: 0, changedAt: 0, logStream: nil)
    let reader = ExportReader(export, limits: limits, digests: true)
    var end: Int64 = 0
    do {
      _ = try reader.read(onMember: { _ in end = 0 }) { record in
        try expect(record.position.offset >= end, "records overlap")
        end = record.position.offset + Int64(record.message.count)
        try capture(record)
      }
    } catch is ExportError {
      // Refused: that is what most bytes deserve.
    }
  }

  private func capture(_ record: ExportRecord) throws {
    batch.removeAll()
    capture.append(record, to: &batch)
    if batch.lastMayHoldMessages {
      _ = try opener.open(record) { capture.append($0, to: &batch) }
    }
    for event in batch.events { try expectRebuilt(event, of: batch) }
  }
}
