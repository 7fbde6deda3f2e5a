import Events
import JSON

/// The names that shapes have, and where the values at them are kept.
struct ShapeLeaves {
  /// Inside the objects of one table: a name, and the holes there; nil for a value in the shape itself.
  private typealias Leaves = [[UInt8]: [String?]]

  private var task: Leaves = [:]
  private var container: Leaves = [:]
  private var attachment: Leaves = [:]

  private static let containerHoles = holes(ContainerColumn.self)
  private static let attachmentHoles = holes(AttachmentColumn.self)
  private static let taskHoles = holes(TaskColumn.self)

  private static func holes<Column: EventColumn>(
    _ columns: Column.Type
  ) -> [String: ColumnDefinition] {
    .init(uniqueKeysWithValues: Column.allCases.map { ($0.definition.name, $0.definition) })
  }

  init(_ outlines: some Sequence<ShapeOutline>) {
    let parser = JSONParser()
    for outline in outlines { add(outline, parser) }
  }

  private mutating func add(_ outline: ShapeOutline, _ parser: borrowing JSONParser) {
    outline.json.withUnsafeBytes { padded in
      let source = UnsafeRawBufferPointer(rebasing: padded[..<outline.count])
      guard let document = try? parser.parse(source), document[0].kind == .object else { return }
      let isTask = document.find(Array("detail".utf8), in: source) != nil
      var leaves: [(name: [UInt8], hole: String?)] = []
      document.forEachLeaf(in: source, isEvent: isTask) { name, node in
        leaves.append((name, Self.hole(document, node, source)))
      }
      let holes = leaves.compactMap(\.hole)
      for leaf in leaves {
        if isTask { task[leaf.name, default: []].addOnce(leaf.hole) }
        if !isTask, Self.mayBe(Self.containerHoles, holes) {
          container[leaf.name, default: []].addOnce(leaf.hole)
        }
        if !isTask, Self.mayBe(Self.attachmentHoles, holes) {
          attachment[leaf.name, default: []].addOnce(leaf.hole)
        }
      }
    }
  }

  /// The name of the hole that a node is.
  private static func hole(
    _ document: JSONDocument, _ node: Int, _ source: UnsafeRawBufferPointer
  ) -> String? {
    guard document[node].kind == .string else { return nil }
    let text = document.keyText(node, in: source)
    guard text.first == ShapeOutline.mark else { return nil }
    return String(decoding: text.dropFirst().prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
  }

  private static func mayBe(_ columns: [String: ColumnDefinition], _ holes: [String]) -> Bool {
    holes.allSatisfy { columns[$0] != nil || $0 == verbatim || $0 == taskARN }
  }

  // The holes without a column.
  private static let verbatim = "verbatim"
  private static let taskARN = "task_arn"
  private static let children: Set = ["attachments", "containers", "attachment", "container"]
}

// MARK: - Asking

extension ShapeLeaves {
  /// The names, children counted as the first ones.
  var names: [String] {
    names(task, "") + names(container, "detail.containers.0.")
      + names(attachment, "detail.attachments.0.")
  }

  private func names(_ leaves: Leaves, _ prefix: String) -> [String] {
    let ownNames = leaves.filter { !$0.value.contains { $0.map(Self.children.contains) ?? false } }
    return ownNames.keys.map { prefix + String(decoding: $0, as: UTF8.self) }
  }

  /// The tables and columns where the values of a field are kept, with commas between them.
  func place(of name: String) -> String {
    var places = Self.places(Array(name.utf8), task, Self.taskHoles, "tasks")
    if let child = ChildPath(name) {
      let isContainer = child.table == .containers
      places += Self.places(
        Array(child.rest.utf8), isContainer ? container : attachment,
        isContainer ? Self.containerHoles : Self.attachmentHoles,
        isContainer ? "containers" : "attachments")
    }
    return places.isEmpty ? "tasks.verbatim" : places.joined(separator: ", ")
  }

  /// Looks for the name, and for holes that it reaches into.
  private static func places(
    _ name: [UInt8], _ leaves: Leaves, _ columns: [String: ColumnDefinition], _ table: String
  ) -> [String] {
    var places: [String] = []
    var end = name.count
    while end > 0 {
      for hole in leaves[Array(name[..<end])] ?? [] {
        if let place = place(hole, isWhole: end == name.count, columns, table) {
          places.addOnce(place)
        }
      }
      end = name[..<end].lastIndex(of: UInt8(ascii: ".")) ?? 0
    }
    return places
  }

  private static func place(
    _ hole: String?, isWhole: Bool, _ columns: [String: ColumnDefinition], _ table: String
  ) -> String? {
    guard let hole else { return isWhole ? "shapes.shape" : nil }
    if hole == verbatim { return "\(table).verbatim" }
    if hole == taskARN { return "tasks.task_id" }
    guard let column = columns[hole], isWhole || column.form == .json else { return nil }
    return "\(table).\(hole)" + (column.textTable.map { " (\($0.name))" } ?? "")
  }
}

extension Array where Element: Equatable {
  /// Appends an element that is not there yet.
  fileprivate mutating func addOnce(_ element: Element) {
    if !contains(element) { append(element) }
  }
}
