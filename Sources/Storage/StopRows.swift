/// What the rows of a stop contain that the rules classify it by.
///
/// `EventWriter` fills it from an event that it is about to write, and `StopRowsReader` from the archive; everything
/// else is derived from it in one place, `StopClassifier`, so that a stop gets the same verdict either way.
struct StopRows {
  struct Container {
    var reason: InternedText?
    var exitCode: Int64?
    var name: InternedText?
  }

  var stopCode: InternedText?
  var group: InternedText?
  var reason: InternedText?
  /// Milliseconds since 1970.
  var startedAt: Int64?
  var stoppingAt: Int64?
  var executionStoppedAt: Int64?
  var stoppedAt: Int64?
  /// In the event's order.
  var containers: [Container] = []
  /// The reasons of the attachments, in the event's order.
  var attachments: [InternedText?] = []

  /// Empties it for the next stop, keeping its memory.
  mutating func removeAll() {
    (stopCode, group, reason) = (nil, nil, nil)
    (startedAt, stoppingAt, executionStoppedAt, stoppedAt) = (nil, nil, nil, nil)
    containers.removeAll(keepingCapacity: true)
    attachments.removeAll(keepingCapacity: true)
  }
}
