import JSON

/// Values that follow from other values of the same event, and so take hardly any space.
extension EventCapture {
  mutating func fillContainerARN(
    _ target: ColumnTarget, _ node: JSONNode, in batch: inout EventBatch
  ) {
    let text = textSlot(node, in: &batch)
    let index = target.slots + target.column
    batch.slots[index] = text
    let prefixCount = containerPrefix.count
    guard node.kind == .string, prefixCount > 0, Int(text.slice.count) == prefixCount + 36,
      equal(
        containerPrefix.bytes,
        batch.bytes[ByteSlice(offset: text.slice.offset, count: UInt32(prefixCount))])
    else { return }
    let last = ByteSlice(offset: text.slice.offset + UInt32(prefixCount), count: 36)
    if let blob = appendBinary(last, .uuid, in: &batch) {
      // The value that it is derived from is printed without escapes.
      batch.slots[index] = .blob(blob, isPrintable: !node.isEscaped)
    }
  }

  /// Computes the prefix of the ARNs of the task's containers.
  mutating func prepareContainers(in batch: inout EventBatch) {
    containerPrefix.removeAll()
    guard writeTaskARN(in: &batch) else { return }
    _ = ContainerARN.writePrefix(taskARN: scratch.bytes, into: containerPrefix)
  }

  /// Writes the task's ARN into `scratch`.
  private mutating func writeTaskARN(in batch: inout EventBatch) -> Bool {
    let prefix = batch.slots[taskSlots + TaskColumn.taskPrefix.rawValue]
    let id = batch.slots[taskSlots + TaskColumn.taskID.rawValue]
    guard id.kind != .null else { return false }
    scratch.removeAll()
    scratch.append(batch.bytes[prefix.slice])
    if id.kind == .blob {
      scratch.append(hexadecimal: batch.bytes[id.slice])
    } else {
      scratch.append(batch.bytes[id.slice])
    }
    return true
  }

  mutating func fillRuntimeID(
    _ target: ColumnTarget, _ node: JSONNode, in batch: inout EventBatch
  ) {
    let text = textSlot(node, in: &batch)
    let index = target.slots + target.column
    batch.slots[index] = text
    guard text.kind == .text, node.kind == .string else { return }
    if text.slice.count == 64, let blob = appendHex(text.slice, in: &batch) {
      batch.slots[index] = .blob(blob, isPrintable: text.isPrintable)
      return
    }
    let id = batch.slots[taskSlots + TaskColumn.taskID.rawValue]
    guard id.kind == .blob, text.slice.count > 33 else { return }
    scratch.removeAll()
    scratch.append(hexadecimal: batch.bytes[id.slice])
    scratch.append(UInt8(ascii: "-"))
    let head = ByteSlice(offset: text.slice.offset, count: 33)
    let tail = ByteSlice(offset: text.slice.offset + 33, count: text.slice.count - 33)
    if equal(scratch.bytes, batch.bytes[head]),
      let number = DecimalText.canonical(batch.bytes[tail]), number >= 0
    {
      batch.slots[index] = .integer(number, isPrintable: text.isPrintable)
    }
  }

  /// Stores an id or address that one of the task's attachments has too as the position of that attachment.
  mutating func fillReference(
    _ target: ColumnTarget, _ node: JSONNode, to column: AttachmentColumn, of attachments: Int,
    in batch: inout EventBatch
  ) {
    let text = binarySlot(node, Self.attachmentForms[column.rawValue], in: &batch)
    let index = target.slots + target.column
    if text.kind != .null {
      for position in 0..<attachments {
        let theirs = batch.slots[
          attachmentSlots + position * Self.attachmentForms.count + column.rawValue]
        if theirs.kind == text.kind, node.kind == .string,
          equal(batch.bytes[theirs.slice], batch.bytes[text.slice])
        {
          batch.slots[index] = .integer(Int64(position), isPrintable: text.isPrintable)
          return
        }
      }
    }
    batch.slots[index] = text.kind == .blob ? textSlot(node, in: &batch) : text
  }

  mutating func fillDNSName(_ node: JSONNode, slots: Int, in batch: inout EventBatch) {
    let text = textSlot(node, in: &batch)
    let index = slots + AttachmentColumn.privateDNSName.rawValue
    batch.slots[index] = text
    let address = batch.slots[slots + AttachmentColumn.privateIPv4Address.rawValue]
    let region = batch.slots[taskSlots + TaskColumn.region.rawValue]
    guard node.kind == .string, address.kind == .blob, region.kind == .text else { return }
    for form in PrivateDNSName.allCases {
      scratch.removeAll()
      form.write(
        address: batch.bytes[address.slice], region: batch.bytes[region.slice], into: scratch)
      if equal(scratch.bytes, batch.bytes[text.slice]) {
        // The value that it is derived from is printed without escapes.
        batch.slots[index] = .integer(form.rawValue, isPrintable: !node.isEscaped)
        return
      }
    }
  }
}
