/// The paths of a pattern as a tree of bytes, used to skip the parts of an event that no path leads to.
struct PathTrie: Sendable {
  /// A node of the tree; the bytes on the way to it are a prefix of a path.
  typealias State = Int32

  private struct Node {
    /// The number of the path that ends here.
    var path: Int32 = -1
    /// The number of bytes on the way to it.
    var depth = 0
    var edges: [(byte: UInt8, state: State)] = []
  }

  /// The state in which nothing has been read.
  static let root: State = 0

  private var nodes = [Node()]

  /// Builds a tree of paths, which are numbered by their positions.
  init(_ paths: [PatternPath]) {
    for (number, path) in paths.enumerated() { insert(path.utf8, Int32(number)) }
  }

  private mutating func insert(_ path: [UInt8], _ number: Int32) {
    var state = 0
    for (index, byte) in path.enumerated() {
      if let edge = nodes[state].edges.first(where: { $0.byte == byte }) {
        state = Int(edge.state)
      } else {
        nodes[state].edges.append((byte, State(nodes.count)))
        state = nodes.count
        nodes.append(Node(depth: index + 1))
      }
    }
    nodes[state].path = number
  }

  /// The number of the path that ends here; nil if none does.
  func path(at state: State) -> Int? {
    let path = nodes[Int(state)].path
    return path < 0 ? nil : Int(path)
  }

  /// The number of bytes that lead to a state.
  func depth(of state: State) -> Int { nodes[Int(state)].depth }

  /// The state after one more byte; nil if no path continues with it.
  func state(after state: State, _ byte: UInt8) -> State? {
    for edge in nodes[Int(state)].edges where edge.byte == byte { return edge.state }
    return nil
  }

  /// The state after more bytes; nil if no path continues with them.
  func state(after state: State, _ bytes: UnsafeRawBufferPointer) -> State? {
    var state = state
    for byte in bytes {
      guard let next = self.state(after: state, byte) else { return nil }
      state = next
    }
    return state
  }
}
