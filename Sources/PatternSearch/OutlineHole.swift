import JSON
import Queries

/// A hole of a shape, and the path in the event of the value that fills it.
struct OutlineHole: Hashable {
  /// The hole's name; all verbatim holes have the same one.
  let name: String
  /// Joined by dots, without array positions, as patterns name fields.
  let path: [UInt8]
  /// Whether it is a whole member of the object at `path`, including its key.
  let isMember: Bool

  /// The same hole if the object of its shape is at a path.
  func below(_ parent: [UInt8]) -> OutlineHole {
    // Members of the object itself; a member with the key "" is below it like any other.
    let joined = path.isEmpty && isMember ? parent : parent + [UInt8(ascii: ".")] + path
    return OutlineHole(name: name, path: joined, isMember: isMember)
  }
}

/// What a pattern can learn from a shape.
struct OutlineContent {
  /// Whether it is the shape of an event rather than of a container or attachment.
  let isTask: Bool
  let holes: Set<OutlineHole>
  /// The paths at which the shape itself has a value.
  let literals: Set<[UInt8]>

  /// Nil if it is not an object: then nothing is known about it.
  init?(_ outline: ShapeOutline, _ parser: borrowing JSONParser) {
    let found = outline.json.withUnsafeBytes { padded -> (HoleWalk, Bool)? in
      var source = UnsafeRawBufferPointer(rebasing: padded[..<outline.count])
      if source.starts(with: byteOrderMark) { source = .init(rebasing: source.dropFirst(3)) }
      guard let document = try? parser.parse(source), document[0].kind == .object else {
        return nil
      }
      var walk = HoleWalk(document: document, source: source)
      walk.visit(0, at: [])
      return (walk, document.find(Array("detail".utf8), in: source) != nil)
    }
    guard let (walk, isTask) = found else { return nil }
    self.isTask = isTask
    holes = walk.holes
    literals = walk.literals
  }
}

/// What some programs write before UTF-8 text.
private let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

/// Walks through an outline as patterns see an event: arrays add nothing to a path.
private struct HoleWalk {
  let document: JSONDocument
  let source: UnsafeRawBufferPointer
  private(set) var holes: Set<OutlineHole> = []
  private(set) var literals: Set<[UInt8]> = []

  init(document: JSONDocument, source: UnsafeRawBufferPointer) {
    self.document = document
    self.source = source
  }

  mutating func visit(_ node: Int, at path: [UInt8]) {
    switch document[node].kind {
    case .object: visitMembers(of: node, at: path)
    case .array:
      var element = node + 1
      while element < document[node].next {
        visit(element, at: path)
        element = document[element].next
      }
    case .string:
      let text = document.keyText(node, in: source)
      if text.first != ShapeOutline.mark { literals.insert(path) }
      note(text, at: path, isMember: false)
    default: literals.insert(path)
    }
  }

  private mutating func visitMembers(of object: Int, at path: [UInt8]) {
    var key = object + 1
    while key < document[object].next {
      let text = document.keyText(key, in: source)
      if text.contains(ShapeOutline.mark) {
        note(text, at: path, isMember: true)
      } else {
        visit(key + 1, at: object == 0 ? text : path + [UInt8(ascii: ".")] + text)
      }
      key = document[key + 1].next
    }
  }

  /// Records every hole in a text; each begins with the delimiter.
  private mutating func note(_ text: [UInt8], at path: [UInt8], isMember: Bool) {
    for piece in text.split(separator: ShapeOutline.mark, omittingEmptySubsequences: false)
      .dropFirst()
    {
      let name = piece.prefix { $0 == UInt8(ascii: "_") || $0.isLetterOrDigit }
      holes.insert(
        OutlineHole(name: String(decoding: name, as: UTF8.self), path: path, isMember: isMember))
    }
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
  }
}
