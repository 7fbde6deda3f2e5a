/// Names as people give them to `--service` and its siblings: one, several with commas between them, or with wildcards.
///
/// `*` stands for any text and `?` for one character. A backslash takes the next character as it is, and so do double
/// quotes with all that is between them.
struct ScopePattern {
  /// A part of a pattern.
  private enum Piece: Equatable {
    case character(Character)
    case anyCharacter
    case anyText
  }

  private let pieces: [Piece]
  /// The pattern as it was written.
  let text: String

  /// The patterns of a text, one between two commas; empty ones are left out.
  static func list(_ text: String) -> [ScopePattern] {
    var patterns: [ScopePattern] = []
    var pieces: [Piece] = []
    var start = text.startIndex
    var isQuoted = false
    func end(at index: String.Index) {
      if !pieces.isEmpty {
        patterns.append(ScopePattern(pieces: pieces, text: String(text[start..<index])))
      }
      pieces = []
    }
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      switch text[index] {
      case "\\" where next < text.endIndex:
        pieces.append(.character(text[next]))
        index = next
      case "\"": isQuoted.toggle()
      case let character where isQuoted: pieces.append(.character(character))
      case ",":
        end(at: index)
        start = next
      case "*": if pieces.last != .anyText { pieces.append(.anyText) }
      case "?": pieces.append(.anyCharacter)
      case let character: pieces.append(.character(character))
      }
      index = text.index(after: index)
    }
    end(at: text.endIndex)
    return patterns
  }

  /// The name that it stands for if it has no wildcards.
  var name: String? {
    var name = ""
    for piece in pieces {
      guard case .character(let character) = piece else { return nil }
      name.append(character)
    }
    return name
  }

  /// Whether it stands for a name.
  func matches(_ name: String) -> Bool {
    let characters = Array(name)
    var (piece, character) = (0, 0)
    // Where to go on when what follows the last `*` does not fit.
    var retry: (piece: Int, character: Int)?
    while character < characters.count {
      if piece < pieces.count {
        switch pieces[piece] {
        case .anyText:
          retry = (piece, character)
          piece += 1
          continue
        case .anyCharacter:
          (piece, character) = (piece + 1, character + 1)
          continue
        case .character(characters[character]):
          (piece, character) = (piece + 1, character + 1)
          continue
        case .character: break
        }
      }
      guard let last = retry else { return false }
      retry = (last.piece, last.character + 1)
      (piece, character) = (last.piece + 1, last.character + 1)
    }
    return pieces[piece...].allSatisfy { $0 == .anyText }
  }
}
