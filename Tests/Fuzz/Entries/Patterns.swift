import EventPatterns

/// Reads an input as an event pattern, or as a pattern and an event with a line feed of its own between them, and matches.
func fuzzPatterns(_ input: UnsafeRawBufferPointer) {
  let parts = input.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
  guard let first = parts.first, let pattern = try? EventPattern(Array(first)) else { return }
  if parts.count > 1 { _ = try? pattern.matches(Array(parts[1])) }
  _ = try? pattern.matches(usualEvent)
}

private let usualEvent = Array(
  """
  {"version":"0","source":"aws.ecs","detail-type":"ECS Task State Change","detail":{"lastStatus":"STOPPED",\
  "version":5,"containers":[{"exitCode":137,"reason":null,"name":"web"},{"exitCode":1e2}],"tags":[],\
  "stoppedReason":"Essential container in task exited","cidr":"10.1.2.3"}}
  """.utf8)
