import JSON

extension EventCapture {
  /// The maximum number of containers or attachments of a task; a task with more is rejected.
  static let childrenMax = 1024

  /// Clears the state of the last document.
  mutating func prepare(_ document: JSONDocument) {
    if roles.count < document.count {
      roles.append(contentsOf: repeatElement(.unknown, count: document.count - roles.count))
    }
    for column in taskNodes.indices { taskNodes[column] = -1 }
    special = SpecialNodes()
  }

  mutating func resetChildNodes() {
    for column in childNodes.indices { childNodes[column] = -1 }
  }

  /// Finds the known members of an object, and of its nested levels.
  mutating func scan(
    _ document: JSONDocument, object: Int, level: Int, of kind: ObjectKind,
    in batch: inout EventBatch
  ) {
    let end = document[object].next
    var key = object + 1
    while key < end {
      let value = key + 1
      let role = role(of: document[key], level: level, of: kind, in: &batch)
      roles[key] = role
      note(role, document, value, of: kind, in: &batch)
      key = document[value].next
    }
  }

  private mutating func role(
    of key: JSONNode, level: Int, of kind: ObjectKind, in batch: inout EventBatch
  ) -> MemberRole {
    let source = ByteSlice(from: origin + key.start + 1, to: origin + key.end - 1)
    guard key.isEscaped else {
      return kind.members.role(of: batch.bytes[source], level: level)
    }
    scratch.removeAll()
    JSONString.unescape(batch.bytes[source], into: scratch)
    return kind.members.role(of: scratch.bytes, level: level)
  }

  private mutating func note(
    _ role: MemberRole, _ document: JSONDocument, _ value: Int, of kind: ObjectKind,
    in batch: inout EventBatch
  ) {
    let node = document[value]
    switch role {
    case .column(let column):
      setNode(value, ofColumn: column, of: kind)
    case .level(let level):
      // Of duplicate keys the last one wins, with only its own contents.
      forget(level, of: kind)
      if node.kind == .object {
        scan(document, object: value, level: level, of: kind, in: &batch)
      }
    case .firstElement(let level):
      forget(level, of: kind)
      if node.kind == .array, node.next > value + 1, document[value + 1].kind == .object {
        scan(document, object: value + 1, level: level, of: kind, in: &batch)
      }
    case .namedValues(let level):
      forget(level, of: kind)
      scanNamedValues(document, value, level: level, in: &batch)
    case .constant(.detailType): special.detailType = value
    case .constant(.lastStatus): special.lastStatus = value
    case .containers: special.containers = canHaveRows(document, value) ? value : -1
    case .attachments: special.attachments = canHaveRows(document, value) ? value : -1
    case .unknown where kind == .task: noteUnknown(document[value - 1], in: batch)
    case .constant, .taskARN, .resources, .literal, .unknown: break
    }
  }

  /// Notes a member that no event has and documents of log stores do: `@message`, `@timestamp`.
  private mutating func noteUnknown(_ key: JSONNode, in batch: borrowing EventBatch) {
    let start = origin + key.start + 1
    if batch.bytes[ByteSlice(from: start, to: start + 1)][0] == UInt8(ascii: "@") {
      special.isDocument = true
    }
  }

  private mutating func setNode(_ node: Int, ofColumn column: Int, of kind: ObjectKind) {
    if kind == .task { taskNodes[column] = node } else { childNodes[column] = node }
  }

  private mutating func forget(_ level: Int, of kind: ObjectKind) {
    for column in kind.members.columns(ofLevel: level) { setNode(-1, ofColumn: column, of: kind) }
    if kind == .task, level == kind.members.detailLevel {
      let (detailType, isDocument) = (special.detailType, special.isDocument)
      special = SpecialNodes()
      special.detailType = detailType
      special.isDocument = isDocument
    }
  }

  /// Whether each element can have a row, which requires an object.
  ///
  /// Records whether there are more of them than the row ids can number.
  private mutating func canHaveRows(_ document: JSONDocument, _ array: Int) -> Bool {
    guard document[array].kind == .array else { return false }
    let end = document[array].next
    var element = array + 1
    var count = 0
    while element < end {
      count += 1
      guard document[element].kind == .object else { return false }
      element = document[element].next
    }
    if count > Self.childrenMax { special.hasTooManyChildren = true }
    return count <= Self.childrenMax
  }

  /// Reads `[{"name": n, "value": v}, …]` into the columns with those names.
  ///
  /// If an element is anything else, or a name is unknown or repeated, the whole array is stored in the column
  /// `details`.
  private mutating func scanNamedValues(
    _ document: JSONDocument, _ array: Int, level: Int, in batch: inout EventBatch
  ) {
    let details = AttachmentColumn.details.rawValue
    childNodes[details] = -1
    guard document[array].kind == .array else {
      if document[array].kind != .null { childNodes[details] = array }
      return
    }
    let end = document[array].next
    var element = array + 1
    while element < end {
      if !scanNamedValue(document, element, level: level, in: &batch) {
        childNodes[details] = array
      }
      element = document[element].next
    }
  }

  /// Whether the element is a pair whose name has a column of its own.
  private mutating func scanNamedValue(
    _ document: JSONDocument, _ element: Int, level: Int, in batch: inout EventBatch
  ) -> Bool {
    guard document[element].kind == .object, document[element].next == element + 5 else {
      return false
    }
    var name = -1
    var value = -1
    for key in [element + 1, element + 3] {
      let source = ByteSlice(
        from: origin + document[key].start, to: origin + document[key].end)
      guard document[key].kind == .key, document[key + 1].kind == .string else { return false }
      roles[key] = .unknown
      if equals(source, "\"name\"", in: &batch) { name = key + 1 }
      if equals(source, "\"value\"", in: &batch) { value = key + 1 }
    }
    guard name >= 0, value >= 0,
      case .column(let column) = role(of: document[name], level: level, of: .attachment, in: &batch)
    else { return false }
    // The pair's value is used like a member's; its name is part of the shape.
    let isFirst = childNodes[column] < 0
    childNodes[column] = value
    roles[value - 1] = .column(column)
    roles[name - 1] = .literal
    return isFirst
  }
}
