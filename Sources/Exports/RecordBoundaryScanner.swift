import JSON

/// A stretch of content from the beginning of the window.
struct Extent {
  var bytes: Int
  var lines: Int
}

/// Finds the end of one object (or array), even if it is damaged.
///
/// A sound value ends where its brackets balance. It is damaged if a line ends inside a string, if an object begins
/// where JSON does not allow one, if a bracket closes what is not open, or if the content or the limit ends first. Then
/// the record ends at its first *cut*, the earliest place that looks like a boundary between records:
///
/// - before a line that begins with `{` or `[`, indented no more than the line on which the record began;
/// - after a `}` that begins such a line: the closing brace of a pretty-printed object;
/// - before a `]` that begins such a line, within an array.
///
/// So a line of NDJSON that is truncated at any byte loses only itself and not its neighbors, even if what follows
/// could be its continuation for a while; and a damaged pretty-printed object is one record. What is between the cut
/// and the damage is framed strictly: each record there ends at its first cut without a trial, so no byte is read more
/// than a few times whatever the input.
struct RecordBoundaryScanner {
  struct Found {
    let extent: Extent
    let flaw: ExportRecord.Flaw?
    /// How far the scan had come when it went back to a cut.
    var rereadBytes = 0
  }

  private let indent: Int
  private let isInArray: Bool
  private let isStrict: Bool
  private let bytesMax: Int
  private var balance = JSONBracketScanner()
  private var position = 0
  private var lines = 0
  private var cut: Extent?
  // What was seen while skipping a record that is too long.
  private var isPastFirstLine = false
  private var isDamaged = false
  private var isSkipped = false

  /// - Parameters:
  ///   - indent: of the line on which the value begins.
  ///   - isStrict: whether the first cut ends the record even if JSON could go on there.
  init(indent: Int, isInArray: Bool, isStrict: Bool, bytesMax: Int) {
    self.indent = indent
    self.isInArray = isInArray
    self.isStrict = isStrict
    self.bytesMax = bytesMax
  }

  /// Scans the value at the beginning of the window.
  mutating func run(_ window: inout ContentWindow) throws(ExportError) -> Found {
    while true {
      let stop = balance.advance(window.bytes, from: &position)
      if position > bytesMax { return tooLong() }
      switch stop {
      case .closed:
        return Found(
          extent: Extent(bytes: position, lines: lines),
          flaw: balance.isMismatched ? .bracketMismatch : nil)
      case .strayBracket: return try damaged(.bracketMismatch, &window)
      case .lineEnd where balance.isInString: return try damaged(.lineBreakInString, &window)
      case .lineEnd:
        lines += 1
        if let found = try lineBegan(&window) { return found }
      case .end:
        if try !window.fill() {
          return cutOr(Extent(bytes: position, lines: lines), .unterminated)
        }
      }
    }
  }

  /// Examines the line that begins at `position`, outside strings: records a cut, or finds damage.
  private mutating func lineBegan(_ window: inout ContentWindow) throws(ExportError) -> Found? {
    if isStrict, let cut { return Found(extent: cut, flaw: .brokenOff) }
    guard let (cut, isOpening) = try cut(at: position, &window) else { return nil }
    if isOpening && (isStrict || !Self.valueMayFollow(window.bytes[from: 0, to: position])) {
      return cutOr(cut, .brokenOff)
    }
    if self.cut == nil { self.cut = cut }
    return nil
  }

  /// The cut at the line at `position`, if any, and whether a value begins there.
  private func cut(
    at position: Int, _ window: inout ContentWindow
  ) throws(ExportError) -> (Extent, isOpening: Bool)? {
    for index in position...position + indent {
      guard try window.require(index + 1) else { return nil }
      switch window.bytes[index] {
      case 0x20, 0x09: continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        return (Extent(bytes: position, lines: lines), true)
      case UInt8(ascii: "}"): return (Extent(bytes: index + 1, lines: lines), false)
      case UInt8(ascii: "]") where isInArray:
        return (Extent(bytes: position, lines: lines), false)
      default: return nil
      }
    }
    return nil
  }

  /// Whether JSON allows a value after these bytes of an object: they end in a comma, a colon or a bracket.
  private static func valueMayFollow(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let last = bytes.last { !$0.isJSONSpace }
    return last == UInt8(ascii: ",") || last == UInt8(ascii: ":") || last == UInt8(ascii: "[")
  }

  private func cutOr(_ extent: Extent, _ flaw: ExportRecord.Flaw) -> Found {
    guard let cut else { return Found(extent: extent, flaw: flaw) }
    return Found(extent: cut, flaw: .brokenOff, rereadBytes: min(position, bytesMax))
  }

  private func tooLong() -> Found {
    let beginning = min(ExportRecord.beginningBytesMax, bytesMax)
    return cutOr(Extent(bytes: beginning, lines: 0), .tooLong)
  }

  /// Ends a damaged record: at the cut already seen, or at the end of its only line, or at the next cut.
  private mutating func damaged(
    _ flaw: ExportRecord.Flaw, _ window: inout ContentWindow
  ) throws(ExportError) -> Found {
    if cut != nil { return cutOr(Extent(bytes: 0, lines: 0), flaw) }
    let isOnFirstLine = lines == 0
    if flaw == .bracketMismatch && isOnFirstLine && isInArray {
      // Most likely the end of the array.
      return Found(extent: Extent(bytes: position - 1, lines: 0), flaw: flaw)
    }
    var isAtLineStart = flaw == .lineBreakInString
    if isAtLineStart { lines += 1 }
    while true {
      if isAtLineStart {
        if isOnFirstLine {
          return Found(extent: Extent(bytes: position, lines: lines), flaw: flaw)
        }
        if let (cut, _) = try cut(at: position, &window) { return Found(extent: cut, flaw: flaw) }
      }
      isAtLineStart = try moveToNextLine(&window)
      if position > bytesMax { return tooLong() }
      if !isAtLineStart { return Found(extent: Extent(bytes: position, lines: lines), flaw: flaw) }
    }
  }

  /// Moves past the next line feed; false if the content or the limit comes first.
  private mutating func moveToNextLine(
    _ window: inout ContentWindow
  ) throws(ExportError) -> Bool {
    while true {
      if let feed = window.bytes.firstLineFeed(from: position) {
        position = feed + 1
        lines += 1
        return true
      }
      position = window.bytes.count
      if position > bytesMax { return false }
      if try !window.fill() { return false }
    }
  }
}

// MARK: - Values that are too long

extension RecordBoundaryScanner {
  /// Skips a value that is too long, piece by piece; nil when its end is reached.
  ///
  /// It ends where the brackets balance, or at a line that could begin another record, whichever comes first. Damage
  /// ends it as it ends a shorter one. Nothing within the limit can end it, or it would not be too long.
  mutating func skip(_ window: inout ContentWindow) throws(ExportError) -> Extent? {
    while !isSkipped {
      switch balance.advance(window.bytes, from: &position) {
      case .closed: isSkipped = !isDamaged
      case .strayBracket where isInArray && !isPastFirstLine:
        position -= 1
        isSkipped = true
      case .strayBracket: isDamaged = true
      case .lineEnd:
        lines += 1
        if balance.isInString { isDamaged = true }
        try skippedLine(&window)
        isPastFirstLine = true
      case .end:
        isSkipped = try !window.fill()
        return take()
      }
    }
    return position > 0 ? take() : nil
  }

  /// Checks whether the skipped value ends with the line that ended at `position`, or on the next one.
  private mutating func skippedLine(_ window: inout ContentWindow) throws(ExportError) {
    if isDamaged && !isPastFirstLine {
      isSkipped = true
    } else if let (cut, isOpening) = try cut(at: position, &window), isOpening || isDamaged {
      position = cut.bytes
      isSkipped = true
    }
  }

  private mutating func take() -> Extent {
    defer {
      position = 0
      lines = 0
    }
    return Extent(bytes: position, lines: lines)
  }
}
