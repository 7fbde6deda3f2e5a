import JSON

/// Whether rows and shapes fit together, which printing takes for granted.
extension MessagePrinter.Rows {
  /// What a shape asks for that the rows do not have; nil if the message can be printed.
  package func misfit(in batch: borrowing EventBatch) -> String? {
    var attachments = 0
    var containers = 0
    for (number, template) in templates.enumerated() {
      let object = batch.objects[firstObject + number]
      var verbatim = 0
      for piece in template.pieces {
        switch piece {
        case .literal, .taskARN, .allAttachments, .allContainers: break
        case .verbatim: verbatim += 1
        case .nextAttachment: attachments += 1
        case .nextContainer: containers += 1
        case .column(let column):
          if let problem = problem(column, of: number, batch.slots[object.slots + column], batch) {
            return problem
          }
        }
      }
      guard verbatim == pieces(of: object.verbatim, in: batch) else {
        return "the values of \(name(of: number)) that no column holds are not those of its shape"
      }
    }
    guard attachments <= attachmentCount, containers <= containerCount else {
      return "its shape has more containers or attachments than there are rows"
    }
    return nil
  }

  private func pieces(of list: ByteSlice, in batch: borrowing EventBatch) -> Int {
    guard list.count > 0 else { return 0 }
    var count = 1
    var rest = batch.bytes[list]
    while let separator = rest.firstOffset(of: Hole.separator) {
      count += 1
      rest = UnsafeRawBufferPointer(rebasing: rest[(separator + 1)...])
    }
    return count
  }

  private func problem(
    _ column: Int, of object: Int, _ slot: Slot, _ batch: borrowing EventBatch
  ) -> String? {
    let definition = definition(column, of: object)
    if slot.kind == .null { return "\(definition.name) of \(name(of: object)) has no value" }
    guard slot.kind == .blob, let length = definition.form.blobBytes, length != slot.slice.count
    else { return nil }
    return
      "\(definition.name) of \(name(of: object)) has \(slot.slice.count) bytes instead of \(length)"
  }

  private func definition(_ column: Int, of object: Int) -> ColumnDefinition {
    if object == 0 { return TaskColumn.allCases[column].definition }
    return object <= attachmentCount
      ? AttachmentColumn.allCases[column].definition : ContainerColumn.allCases[column].definition
  }

  private func name(of object: Int) -> String {
    if object == 0 { return "the task" }
    return object <= attachmentCount
      ? "attachment \(object - 1)" : "container \(object - 1 - attachmentCount)"
  }
}

extension ColumnForm {
  /// The length of the form's blobs; nil for one without.
  fileprivate var blobBytes: Int? {
    switch self {
    case .uuid, .arn, .containerARN: 16
    case .runtimeID: 32
    case .ipv4: 4
    case .macAddress: 6
    case .interfaceID: 8
    default: nil
    }
  }
}
