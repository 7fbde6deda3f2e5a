import JSON

/// The region and account that an ARN names: `arn:aws:ecs:eu-west-1:111122223333:task/`.
struct ARNOrigin {
  let region: ByteSlice
  let account: ByteSlice

  /// Nil if the bytes do not begin as an ARN with both does.
  init?(_ arn: ByteSlice, in batch: borrowing EventBatch) {
    let bytes = batch.bytes[arn]
    guard bytes.starts(with: "arn:".utf8) else { return nil }
    let colons = bytes.indices.lazy.filter { bytes[$0] == UInt8(ascii: ":") }.prefix(5)
    let ends = Array(colons)
    guard ends.count == 5, ends[3] > ends[2] + 1, ends[4] > ends[3] + 1 else { return nil }
    let start = Int(arn.offset)
    region = ByteSlice(from: start + ends[2] + 1, to: start + ends[3])
    account = ByteSlice(from: start + ends[3] + 1, to: start + ends[4])
  }
}
