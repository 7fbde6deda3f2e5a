import Events
import Exports
import Glibc

/// Reads an input as an export file, in pieces whose size its length decides, and captures its records.
///
/// Records must follow one another in the content, and every stop among them must be rebuilt.
func fuzzReader(_ input: UnsafeRawBufferPointer) {
  let path = "/dev/shm/ecs-stops-fuzz-\(getpid())"
  let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  precondition(file >= 0 && write(file, input.baseAddress, input.count) == input.count)
  close(file)
  defer { unlink(path) }
  var limits = ExportReader.Limits()
  limits.bufferBytes = [1, 7, 64, 4096][input.count % 4]
  limits.recordBytesMax = 8192
  let export = ExportFile(
    path: path, size: Int64(input.count), modifiedAt: 0, changedAt: 0, logStream: nil)
  let reader = ExportReader(export, limits: limits, digests: true)
  var capture = EventCapture()
  var batch = EventBatch()
  var end: Int64 = 0
  _ = try? reader.read { record in
    precondition(record.position.offset >= end, "records overlap")
    end = record.position.offset + Int64(record.message.count)
    batch.removeAll()
    capture.append(
      record.message, loggedAt: record.loggedAt, line: record.position.line,
      byteOffset: Int(record.position.offset), flaw: record.flaw?.description, to: &batch)
    expectRebuilt(batch.events[0], of: batch)
  }
}
