import JSON

/// Parses an input and walks through everything in it; what is parsed must parse again when printed.
func fuzzJSON(_ input: UnsafeRawBufferPointer) throws {
  try withPadding(input) { source in
    var scanner = JSONBracketScanner()
    var position = 0
    while position < source.count {
      if case .end = scanner.advance(source, from: &position) { break }
    }
    _ = JSONStructure.of(source)
    let parser = JSONParser()
    guard let document = try? parser.parse(source) else { return }
    for index in 0..<document.count {
      let node = document[index]
      try expect(
        node.start < node.end && node.end <= source.count && node.next > index
          && node.next <= document.count, "a node is outside of its document")
      if node.kind == .string || node.kind == .key { _ = document.keyText(index, in: source) }
    }
    var leaves = 0
    document.forEachLeaf(in: source) { name, _ in leaves += name.isEmpty ? 0 : 1 }
    try expect(leaves <= document.count, "more leaves than nodes")
    var digest = JSONValueDigest()
    let value = digest.digest(of: source)
    var compact: [UInt8] = []
    CompactJSON.append(source, to: &compact)
    try withPadding(compact) { printed in
      try expect((try? JSONParser().parse(printed)) != nil, "compact JSON is not JSON")
      try expect(digest.digest(of: printed) == value, "compact JSON has another value")
    }
  }
}
