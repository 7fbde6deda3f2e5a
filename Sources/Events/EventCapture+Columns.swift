import JSON
import Time

#if canImport(Glibc)
  import Glibc
#endif

extension EventCapture {
  /// Fills one column.
  mutating func fill(
    _ target: ColumnTarget, from node: JSONNode, in batch: inout EventBatch
  ) {
    let index = target.slots + target.column
    switch target.form {
    case .text: batch.slots[index] = textSlot(node, in: &batch)
    case .json:
      if node.kind != .null {
        batch.slots[index] = .text(ByteSlice(from: origin + node.start, to: origin + node.end))
      }
    case .integer, .integerText: fillInteger(target, node, in: &batch)
    case .boolean: fillBoolean(target, node, in: &batch)
    case .time, .eventTime: fillTime(target, node, in: &batch)
    case .uuid, .ipv4, .macAddress, .interfaceID:
      batch.slots[index] = binarySlot(node, target.form, in: &batch)
    case .arn: fillARN(target, node, in: &batch)
    default: preconditionFailure("this form is filled by the object that has it")
    }
  }

  /// The text of a string, or the source text of a number or boolean; null for anything else.
  mutating func textSlot(_ node: JSONNode, in batch: inout EventBatch) -> Slot {
    switch node.kind {
    case .string:
      let inner = ByteSlice(from: origin + node.start + 1, to: origin + node.end - 1)
      return node.isEscaped ? unescapedSlot(inner, in: &batch) : .text(inner)
    case .number:
      return .text(
        ByteSlice(from: origin + node.start, to: origin + node.end), isPrintable: false)
    case .true: return .text(append("1", to: &batch), isPrintable: false)
    case .false: return .text(append("0", to: &batch), isPrintable: false)
    default: return .null
    }
  }

  private func append(_ text: StaticString, to batch: inout EventBatch) -> ByteSlice {
    let start = batch.bytes.count
    batch.bytes.append(text)
    return ByteSlice(from: start, to: batch.bytes.count)
  }

  private mutating func unescapedSlot(_ source: ByteSlice, in batch: inout EventBatch) -> Slot {
    scratch.removeAll()
    JSONString.unescape(batch.bytes[source], into: scratch)
    let start = batch.bytes.count
    batch.bytes.append(scratch.bytes)
    let text = ByteSlice(from: start, to: batch.bytes.count)
    scratch.removeAll()
    JSONString.escape(batch.bytes[text], into: scratch)
    return .text(text, isPrintable: equal(scratch.bytes, batch.bytes[source]))
  }

  private mutating func fillInteger(
    _ target: ColumnTarget, _ node: JSONNode, in batch: inout EventBatch
  ) {
    let text = textSlot(node, in: &batch)
    guard text.kind == .text else { return }
    let index = target.slots + target.column
    let isOwnKind = node.kind == (target.form == .integer ? .number : .string)
    if let value = DecimalText.canonical(batch.bytes[text.slice]) {
      batch.slots[index] = .integer(
        value, isPrintable: isOwnKind && (text.isPrintable || node.kind == .number))
      return
    }
    if target.form == .integerText {
      batch.slots[index] = text
      return
    }
    // `4.0` is 4 in every query; other values are stored unchanged.
    if node.kind == .number, let whole = DecimalText.wholeNumber(batch.bytes[text.slice]) {
      batch.slots[index] = .integer(whole, isPrintable: false)
    } else {
      noteNonconforming(target, text.slice, in: &batch)
    }
  }

  private mutating func fillBoolean(
    _ target: ColumnTarget, _ node: JSONNode, in batch: inout EventBatch
  ) {
    let index = target.slots + target.column
    switch node.kind {
    case .true: batch.slots[index] = .integer(1)
    case .false: batch.slots[index] = .integer(0)
    default:
      let text = textSlot(node, in: &batch)
      if text.kind == .text { noteNonconforming(target, text.slice, in: &batch) }
    }
  }

  private mutating func fillTime(
    _ target: ColumnTarget, _ node: JSONNode, in batch: inout EventBatch
  ) {
    let text = textSlot(node, in: &batch)
    guard text.kind == .text else { return }
    guard node.kind == .string, let time = Timestamp.parse(batch.bytes[text.slice]),
      Timestamp.isPrintable(time.milliseconds)
    else { return noteNonconforming(target, text.slice, in: &batch) }
    batch.slots[target.slots + target.column] = .integer(
      time.milliseconds, isPrintable: time.isCanonical && text.isPrintable)
    if !time.isCanonical { noteNonconforming(target, text.slice, in: &batch) }
  }

  /// A BLOB if the string has the form, otherwise the string.
  mutating func binarySlot(
    _ node: JSONNode, _ form: ColumnForm, in batch: inout EventBatch
  ) -> Slot {
    let text = textSlot(node, in: &batch)
    guard node.kind == .string,
      let blob = appendBinary(text.slice, form, in: &batch)
    else { return text }
    return .blob(blob, isPrintable: text.isPrintable)
  }

  func appendBinary(
    _ text: ByteSlice, _ form: ColumnForm, in batch: inout EventBatch
  ) -> ByteSlice? {
    batch.bytes.reserve(16)
    let start = batch.bytes.count
    let source = batch.bytes[text]
    guard BinaryForm.read(source, as: form, into: batch.bytes) else { return nil }
    return ByteSlice(from: start, to: batch.bytes.count)
  }

  private mutating func fillARN(
    _ target: ColumnTarget, _ node: JSONNode, in batch: inout EventBatch
  ) {
    let text = textSlot(node, in: &batch)
    guard text.kind == .text, text.slice.count > 0 else {
      if text.kind == .text { noteNonconforming(target, text.slice, in: &batch) }
      return
    }
    let bytes = batch.bytes[text.slice]
    let cut = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    let prefix = ByteSlice(offset: text.slice.offset, count: UInt32(cut))
    let last = ByteSlice(
      offset: text.slice.offset + UInt32(cut), count: text.slice.count - UInt32(cut))
    let index = target.slots + target.column
    batch.slots[index - 1] = .text(prefix)
    batch.slots[index] = hexSlot(last, isPrintable: text.isPrintable, in: &batch)
  }

  /// A BLOB of 16 bytes for 32 lowercase hex digits, otherwise the string.
  private mutating func hexSlot(
    _ text: ByteSlice, isPrintable: Bool, in batch: inout EventBatch
  ) -> Slot {
    guard text.count == 32, let blob = appendHex(text, in: &batch) else {
      return .text(text, isPrintable: isPrintable)
    }
    return .blob(blob, isPrintable: isPrintable)
  }

  func appendHex(_ digits: ByteSlice, in batch: inout EventBatch) -> ByteSlice? {
    let half = Int(digits.count) / 2
    batch.bytes.reserve(half)
    let start = batch.bytes.count
    let source = batch.bytes[digits]
    batch.bytes.append(room: half) { out in Hex.read(source, into: out) ? half : 0 }
    return batch.bytes.count > start ? ByteSlice(from: start, to: start + half) : nil
  }

  func noteNonconforming(_ target: ColumnTarget, _ value: ByteSlice, in batch: inout EventBatch) {
    batch.nonconformingValues.append(
      NonconformingValue(object: target.object, column: target.column, value: value))
  }
}

extension EventCapture {
  /// The unescaped text of a string node; empty for any other node.
  mutating func textSlice(
    _ node: Int, of document: JSONDocument, in batch: inout EventBatch
  ) -> ByteSlice {
    guard node >= 0, document[node].kind == .string else { return .empty }
    return textSlot(document[node], in: &batch).slice
  }

  func equals(_ slice: ByteSlice, _ text: StaticString, in batch: inout EventBatch) -> Bool {
    equal(
      batch.bytes[slice],
      UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

/// Whether two ranges contain the same bytes.
@inline(__always)
func equal(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
  guard left.count == right.count else { return false }
  guard left.count > 0, let a = left.baseAddress, let b = right.baseAddress else { return true }
  return memcmp(a, b, left.count) == 0
}
