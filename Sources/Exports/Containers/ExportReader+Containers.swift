/// Reads the members of tar and zip archives.
extension ExportReader {
  /// Reads all members of a container.
  ///
  /// A member that cannot be read is noted, and does not affect the others; only errors of the container itself are
  /// thrown.
  ///
  /// - Parameters:
  ///   - layer: the compression that the container is in; nil if there is none.
  ///   - enclosing: receives the content that nothing within the container verifies.
  func readMembers(
    of container: OpenContainer, _ layer: CompressedSource?, enclosing: UnsettledContent?,
    _ progress: ReadProgress, onMember: (ContainerMember) throws -> Void,
    _ handler: (ExportRecord) throws -> Void
  ) throws {
    let path = progress.path
    let wasMember = progress.isMember
    defer {
      progress.path = path
      progress.isMember = wasMember
    }
    progress.isMember = true
    let reader = ContainerReader(container.format, container.input)
    let unsettled = layer == nil ? enclosing : UnsettledContent()
    var layerMember = layer?.memberNumber
    while let entry = try reader.next() {
      if layerMember != layer?.memberNumber {
        unsettled?.settle()
        layerMember = layer?.memberNumber
      }
      if reader.entriesRead == 1, let office = try OfficeDocument.format(entry, reader) {
        throw ExportError(path, .refused(office))
      }
      guard entry.kind != .other, !ContainerMember.isSkipped(entry.path) else { continue }
      let member = ContainerMember(of: path, name: entry.path)
      progress.path = member.path
      if entry.kind == .encrypted {
        progress.add(failure: ExportError(member.path, .encrypted))
        continue
      }
      try onMember(member)
      let source = MemberSource(reader, bound: container.bound)
      do {
        let verified = container.format == .zip ? UnsettledContent() : unsettled
        try readContent(
          SourceBuffer(source, bufferBytes: limits.bufferBytes), depth: container.depth + 1,
          enclosing: verified, progress, onMember: onMember, handler)
        if container.format == .zip {
          try source.drain()
          if source.damage != nil, let verified { progress.add(unverified: verified.ranges) }
        }
      } catch let error as ExportError {
        if container.input.error != nil { throw error }
        progress.add(failure: error)
      }
      note(damageOf: source, reader, progress)
    }
    progress.log(for: path).add(reader.end, of: container.format)
    if layer?.unverifiedFrom != nil, let unsettled { progress.add(unverified: unsettled.ranges) }
  }

  /// Notes what is wrong with the data of a member, unless the container ends with it, which is noted there.
  private func note(
    damageOf source: MemberSource, _ reader: ContainerReader, _ progress: ReadProgress
  ) {
    guard let damage = source.damage, !reader.endsHere else { return }
    if source.bytesOut == 0 {
      progress.add(failure: ExportError(progress.path, .cannotUnpack(damage)))
    } else {
      progress.log(for: progress.path).add(.damagedMember(damage))
    }
  }
}

/// A tar or zip archive that is about to be read.
struct OpenContainer {
  let format: ContainerFormat
  let input: ContainerInput
  /// The number of containers that it is in.
  let depth: Int
  let bound: ExpansionBound
}

extension WarningLog {
  fileprivate func add(_ end: ContainerReader.End, of format: ContainerFormat) {
    switch end {
    case .complete: break
    case .truncated: add(.truncatedContainer(format))
    case .damaged(let reason): add(.damagedContainer(format, reason))
    }
  }
}
