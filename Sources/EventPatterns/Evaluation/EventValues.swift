import JSON

/// The values of an event at the paths of a pattern.
struct EventValues {
  /// A value that is neither object nor array.
  struct Value {
    /// The number of its path.
    let path: Int
    /// Its node in the document.
    let node: Int
    /// The innermost mark of the value; negative if it has none.
    let mark: Int32
  }

  /// The element of an array that contains a value.
  struct Mark {
    let array: Int
    let element: Int
    /// The mark of the array around this one; negative if there is none.
    let outer: Int32
    /// The array's position in the tree of paths.
    let state: PathTrie.State
  }

  private(set) var values: [Value] = []
  private(set) var marks: [Mark] = []
  /// Objects and arrays where a path ends; they do not count as values.
  private(set) var containers: [(path: Int, node: Int)] = []
  private let trie: PathTrie
  private let document: JSONDocument
  private let source: UnsafeRawBufferPointer
  private let scratch: ByteBuffer
  /// Members of the objects that are being visited; of members with one name, the last.
  private var members: [(state: PathTrie.State, value: Int)] = []

  init(
    _ document: JSONDocument, in source: UnsafeRawBufferPointer, trie: PathTrie,
    scratch: ByteBuffer
  ) {
    self.trie = trie
    self.document = document
    self.source = source
    self.scratch = scratch
    values.reserveCapacity(16)
    members.reserveCapacity(16)
    if document[0].kind == .object { visitMembers(of: 0, at: PathTrie.root, mark: -1) }
  }

  private mutating func visit(_ node: Int, at state: PathTrie.State, mark: Int32) {
    let path = trie.path(at: state)
    switch document[node].kind {
    case .object:
      if let path { containers.append((path, node)) }
      guard let inner = trie.state(after: state, UInt8(ascii: ".")) else { return }
      visitMembers(of: node, at: inner, mark: mark)
    case .array:
      if let path { containers.append((path, node)) }
      visitElements(of: node, at: state, mark: mark)
    default:
      if let path { values.append(Value(path: path, node: node, mark: mark)) }
    }
  }

  /// Visits the members whose names are on a path; of members with one name, the last counts.
  private mutating func visitMembers(of object: Int, at state: PathTrie.State, mark: Int32) {
    let first = members.count
    let end = document[object].next
    var key = object + 1
    while key < end {
      let name = document.stringText(key, in: source, scratch: scratch)
      if let state = trie.state(after: state, name) {
        // From one state, only equal names lead to the same state.
        if let earlier = members[first...].firstIndex(where: { $0.state == state }) {
          members[earlier].value = key + 1
        } else {
          members.append((state, key + 1))
        }
      }
      key = document[key + 1].next
    }
    for index in first..<members.count {
      visit(members[index].value, at: members[index].state, mark: mark)
    }
    members.removeSubrange(first...)
  }

  /// Visits elements; those that are objects and arrays get a mark, other values do not.
  private mutating func visitElements(of array: Int, at state: PathTrie.State, mark: Int32) {
    let end = document[array].next
    var element = array + 1
    while element < end {
      switch document[element].kind {
      case .object, .array:
        marks.append(Mark(array: array, element: element, outer: mark, state: state))
        visit(element, at: state, mark: Int32(marks.count - 1))
      default: visit(element, at: state, mark: mark)
      }
      element = document[element].next
    }
  }

  /// The arrays of a mark and of the marks around it.
  func arrays(around mark: Int32) -> [Int] {
    guard mark >= 0 else { return [] }
    let place = marks[Int(mark)]
    return [place.array] + arrays(around: place.outer)
  }
}
