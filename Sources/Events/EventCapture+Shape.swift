import CXXHash
import JSON

extension EventCapture {
  /// The state of writing a shape at the end of the batch's bytes.
  struct ShapeProgress {
    /// Where it begins.
    var start: Int
    /// The object's first slot.
    var slots: Int
    /// How far the source text has been copied.
    var copied = 0
    /// Whether names of unknown members are part of it.
    var hasUnknownNames = false
  }

  mutating func beginShape(slots: Int, in batch: inout EventBatch) -> ShapeProgress {
    verbatim.removeAll()
    return ShapeProgress(start: batch.bytes.count, slots: slots)
  }

  mutating func endShape(
    _ shape: ShapeProgress, source: ByteSlice, in batch: inout EventBatch
  ) -> CapturedObject {
    let end = batch.bytes.count
    let slice = ByteSlice(from: shape.start, to: end)
    let bytes = batch.bytes[slice]
    let hash = XXH3_64bits(bytes.baseAddress, bytes.count)
    batch.bytes.append(verbatim.bytes)
    return CapturedObject(
      source: source, shape: slice, shapeHash: hash, slots: shape.slots,
      verbatim: ByteSlice(from: end, to: batch.bytes.count),
      hasUnknownNames: shape.hasUnknownNames)
  }

  /// Copies the source text of an object, with holes; `whole` is the range of the batch's bytes to copy.
  mutating func writeShape(
    _ document: JSONDocument, root: Int = 0, of kind: ObjectKind, whole: ByteSlice,
    _ shape: inout ShapeProgress, in batch: inout EventBatch
  ) {
    shape.copied = Int(whole.offset)
    writeMembers(document, root, of: kind, &shape, in: &batch)
    copySource(to: Int(whole.offset) + Int(whole.count), &shape, in: &batch)
  }

  private mutating func writeMembers(
    _ document: JSONDocument, _ object: Int, of kind: ObjectKind, _ shape: inout ShapeProgress,
    in batch: inout EventBatch
  ) {
    let end = document[object].next
    var key = object + 1
    while key < end {
      writeMember(document, key, of: kind, &shape, in: &batch)
      key = document[key + 1].next
    }
  }

  private mutating func writeMember(
    _ document: JSONDocument, _ key: Int, of kind: ObjectKind, _ shape: inout ShapeProgress,
    in batch: inout EventBatch
  ) {
    let value = key + 1
    switch roles[key] {
    case .column(let column):
      let winner = kind == .task ? taskNodes[column] : childNodes[column]
      if winner == value, batch.slots[shape.slots + column].isPrintable {
        writeColumn(document[value], column, of: kind, &shape, in: &batch)
      } else {
        writeRest(document, value, &shape, in: &batch)
      }
    case .level where document[value].kind == .object:
      writeMembers(document, value, of: kind, &shape, in: &batch)
    case .constant(let text):
      let source = ByteSlice(
        from: origin + document[value].start, to: origin + document[value].end)
      if !equals(source, text.text, in: &batch) { writeRest(document, value, &shape, in: &batch) }
    case .taskARN:
      writeTaskARN(document, value, &shape, in: &batch)
    case .resources:
      let isOnly = document[value].kind == .array && document[value].next == value + 2
      writeTaskARN(document, isOnly ? value + 1 : value, &shape, in: &batch)
    case .containers where value == special.containers:
      writeElements(document, value, all: Hole.containers, next: Hole.container, &shape, in: &batch)
    case .attachments where value == special.attachments:
      writeElements(
        document, value, all: Hole.attachments, next: Hole.attachment, &shape, in: &batch)
    case .firstElement:
      writeFirstElement(document, value, of: kind, &shape, in: &batch)
    case .namedValues:
      writeNamedValues(document, value, of: kind, &shape, in: &batch)
    case .literal: break
    case .unknown:
      writeUnknown(document, key, &shape, in: &batch)
    default:
      writeRest(document, value, &shape, in: &batch)
    }
  }

  /// Writes a hole for a column; the quotes of a string stay in the shape.
  private mutating func writeColumn(
    _ node: JSONNode, _ column: Int, of kind: ObjectKind, _ shape: inout ShapeProgress,
    in batch: inout EventBatch
  ) {
    let isQuoted = node.kind == .string && !Self.isWhole(column, of: kind)
    copySource(to: origin + node.start + (isQuoted ? 1 : 0), &shape, in: &batch)
    switch kind {
    case .task: ColumnHoles.task.append(column, to: batch.bytes)
    case .container: ColumnHoles.container.append(column, to: batch.bytes)
    case .attachment: ColumnHoles.attachment.append(column, to: batch.bytes)
    }
    shape.copied = origin + node.end - (isQuoted ? 1 : 0)
  }

  /// Whether the column holds a value's whole source text, quotes included.
  private static func isWhole(_ column: Int, of kind: ObjectKind) -> Bool {
    switch kind {
    case .task: taskForms[column] == .json
    case .container: containerForms[column] == .json
    case .attachment: attachmentForms[column] == .json
    }
  }

  private mutating func writeHole(
    _ hole: StaticString, from start: Int, to end: Int, _ shape: inout ShapeProgress,
    in batch: inout EventBatch
  ) {
    copySource(to: start, &shape, in: &batch)
    batch.bytes.append(hole)
    shape.copied = end
  }

  private mutating func writeTaskARN(
    _ document: JSONDocument, _ value: Int, _ shape: inout ShapeProgress, in batch: inout EventBatch
  ) {
    let node = document[value]
    let own = document[taskNodes[TaskColumn.taskID.rawValue]]
    let isTaskARN =
      node.kind == .string && own.kind == .string
      && batch.slots[taskSlots + TaskColumn.taskID.rawValue].isPrintable
      && equal(
        batch.bytes[ByteSlice(from: origin + node.start, to: origin + node.end)],
        batch.bytes[ByteSlice(from: origin + own.start, to: origin + own.end)])
    guard isTaskARN else { return writeRest(document, value, &shape, in: &batch) }
    writeHole(
      Hole.taskARN, from: origin + node.start + 1, to: origin + node.end - 1, &shape, in: &batch)
  }

  /// Writes one hole for all elements if they are separated by commas only, otherwise a hole for each.
  private mutating func writeElements(
    _ document: JSONDocument, _ array: Int, all: StaticString, next: StaticString,
    _ shape: inout ShapeProgress, in batch: inout EventBatch
  ) {
    let node = document[array]
    var element = array + 1
    var position = node.start + 1
    while element < node.next, document[element].start == position {
      position = document[element].end + 1
      element = document[element].next
    }
    let isEmpty = node.next == array + 1
    let isCompact = element == node.next && position == (isEmpty ? node.end - 1 : node.end)
    if isCompact {
      writeHole(all, from: origin + node.start + 1, to: origin + node.end - 1, &shape, in: &batch)
      return
    }
    element = array + 1
    while element < node.next {
      let one = document[element]
      writeHole(next, from: origin + one.start, to: origin + one.end, &shape, in: &batch)
      element = one.next
    }
  }

  private mutating func writeFirstElement(
    _ document: JSONDocument, _ array: Int, of kind: ObjectKind, _ shape: inout ShapeProgress,
    in batch: inout EventBatch
  ) {
    let end = document[array].next
    guard document[array].kind == .array, end > array + 1, document[array + 1].kind == .object
    else { return writeRest(document, array, &shape, in: &batch) }
    writeMembers(document, array + 1, of: kind, &shape, in: &batch)
    var element = document[array + 1].next
    while element < end {
      writeRest(document, element, &shape, in: &batch)
      element = document[element].next
    }
  }

  private mutating func writeNamedValues(
    _ document: JSONDocument, _ array: Int, of kind: ObjectKind, _ shape: inout ShapeProgress,
    in batch: inout EventBatch
  ) {
    let node = document[array]
    if childNodes[AttachmentColumn.details.rawValue] == array {
      return writeColumn(node, AttachmentColumn.details.rawValue, of: kind, &shape, in: &batch)
    }
    guard node.kind == .array, array != overruledDetails(document, array) else {
      return writeRest(document, array, &shape, in: &batch)
    }
    var element = array + 1
    while element < node.next {
      writeMembers(document, element, of: kind, &shape, in: &batch)
      element = document[element].next
    }
  }

  /// The array itself if a later `details` replaced it and its elements were not all pairs.
  private func overruledDetails(_ document: JSONDocument, _ array: Int) -> Int {
    var element = array + 1
    while element < document[array].next {
      guard document[element].kind == .object, document[element].next == element + 5,
        roles[element + 1] == .literal || roles[element + 3] == .literal
      else { return array }
      element = document[element].next
    }
    return -1
  }

  /// Writes a member that the archive does not know: its name is part of the shape if it looks like a name, unless
  /// there are too many shapes.
  private mutating func writeUnknown(
    _ document: JSONDocument, _ key: Int, _ shape: inout ShapeProgress, in batch: inout EventBatch
  ) {
    let node = document[key]
    let name = batch.bytes[ByteSlice(from: origin + node.start + 1, to: origin + node.end - 1)]
    guard keepsNames, name.count <= 40, name.allSatisfy(Self.isNameByte) else {
      let end = origin + document[key + 1].end
      return writeVerbatim(from: origin + node.start, to: end, &shape, in: &batch)
    }
    shape.hasUnknownNames = true
    writeRest(document, key + 1, &shape, in: &batch)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  /// Writes a value without a hole: as part of the shape if few such values exist, otherwise as a piece of the verbatim
  /// list, so that a value that differs from event to event does not create a shape each time.
  private mutating func writeRest(
    _ document: JSONDocument, _ value: Int, _ shape: inout ShapeProgress, in batch: inout EventBatch
  ) {
    let node = document[value]
    switch node.kind {
    case .true, .false, .null: return
    case .object, .array:
      if node.next == value + 1, node.end - node.start == 2 { return }
    default:
      if node.end - node.start == 2, node.kind == .string { return }
    }
    writeVerbatim(from: origin + node.start, to: origin + node.end, &shape, in: &batch)
  }

  private mutating func writeVerbatim(
    from start: Int, to end: Int, _ shape: inout ShapeProgress, in batch: inout EventBatch
  ) {
    writeHole(Hole.verbatim, from: start, to: end, &shape, in: &batch)
    if verbatim.count > 0 { verbatim.append(Hole.separator) }
    verbatim.append(batch.bytes[ByteSlice(from: start, to: end)])
  }

  @inline(__always)
  private mutating func copySource(
    to end: Int, _ shape: inout ShapeProgress, in batch: inout EventBatch
  ) {
    if end > shape.copied {
      batch.bytes.append(copying: ByteSlice(from: shape.copied, to: end))
    }
    shape.copied = end
  }
}
