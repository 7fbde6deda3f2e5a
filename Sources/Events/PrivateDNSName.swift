package import JSON

/// The private DNS names that follow from an interface's address.
package enum PrivateDNSName: Int64, CaseIterable {
  /// `ip-10-0-0-1.eu-west-1.compute.internal`
  case regional = 1
  /// `ip-10-0-0-1.ec2.internal`, the form of the oldest region
  case classic = 2

  /// Prints the name of an address (4 bytes) in a region.
  package func write(
    address: UnsafeRawBufferPointer, region: UnsafeRawBufferPointer, into out: ByteBuffer
  ) {
    out.append("ip-")
    for (position, byte) in address.enumerated() {
      if position > 0 { out.append("-") }
      out.append(room: DecimalText.textBytesMax) { DecimalText.write(Int64(byte), to: $0) }
    }
    switch self {
    case .regional:
      out.append(".")
      out.append(region)
      out.append(".compute.internal")
    case .classic: out.append(".ec2.internal")
    }
  }
}

/// The envelope's `time`, which is usually `updatedAt` truncated to the second.
package enum EventTime {
  /// The value of the column in that case. (The first moment of 1970 itself is distinguished by `updated_at`.)
  package static let isDerived: Int64 = 0

  /// `updated_at` truncated to the second.
  package static func derived(fromUpdatedAt updatedAt: Int64) -> Int64 {
    let rest = updatedAt % 1000
    return updatedAt - (rest < 0 ? rest + 1000 : rest)
  }
}

/// ARNs that follow from a task's ARN.
package enum ContainerARN {
  /// Prints a long container ARN without its last part: `…:container/<cluster>/<task id>/`.
  ///
  /// Returns false if the task's ARN does not have such containers.
  package static func writePrefix(
    taskARN: UnsafeRawBufferPointer, into out: ByteBuffer
  ) -> Bool {
    let mark = ":task/" as StaticString
    guard taskARN.count > mark.utf8CodeUnitCount else { return false }
    for start in 0..<taskARN.count - mark.utf8CodeUnitCount
    where taskARN[start] == mark.utf8Start[0] && taskARN[start + 5] == mark.utf8Start[5] {
      let found = UnsafeRawBufferPointer(rebasing: taskARN[start..<start + 6])
      guard found.elementsEqual(UnsafeRawBufferPointer(start: mark.utf8Start, count: 6)) else {
        continue
      }
      out.append(UnsafeRawBufferPointer(rebasing: taskARN[..<start]))
      out.append(":container/")
      out.append(UnsafeRawBufferPointer(rebasing: taskARN[(start + 6)...]))
      out.append("/")
      return true
    }
    return false
  }
}
