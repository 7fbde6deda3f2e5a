import Time

/// How a JSON value of an event is stored in a column, and therefore how the column prints it back.
///
/// A value becomes a hole in its object's shape only if printing gives exactly the original bytes; each form says which
/// bytes those are.
package enum ColumnForm: UInt8 {
  /// A JSON string in TEXT (or, for a column with a text table, the id of that string); printed with the fewest
  /// escapes.
  case text
  /// A JSON number in INTEGER.
  case integer
  /// A JSON string of decimal digits in INTEGER, as ECS writes `cpu` and `memory`; any other string in TEXT.
  case integerText
  /// `true` and `false` in INTEGER, 1 and 0.
  case boolean
  /// An ISO 8601 string in INTEGER, milliseconds since 1970, as `Timestamp.write` prints it.
  case time
  /// A string of the form 8-4-4-4-12 in lowercase hex in a BLOB of 16 bytes; any other string in TEXT.
  case uuid
  /// The ARN of a task or container instance: everything up to the last `/` goes into the column before this one; 32
  /// lowercase hex digits after it become a BLOB of 16 bytes, anything else stays TEXT.
  case arn
  /// Any JSON value, as its source text.
  case json
  /// A container's ARN: a BLOB of its last part if the rest follows from the task's ARN, otherwise TEXT.
  case containerARN
  /// A container's runtime id: INTEGER n for `<task id>-n`, a BLOB of 32 bytes for 64 hex digits, otherwise TEXT.
  case runtimeID
  /// An id or address that an attachment of the task has too: INTEGER position of that attachment, otherwise TEXT.
  case attachmentID, attachmentIPv4, attachmentIPv6
  /// A private DNS name: INTEGER 1 or 2 if it follows from the address (`PrivateDNSName`), otherwise TEXT.
  case dnsName
  /// A dotted IPv4 address in a BLOB of 4 bytes; any other string in TEXT.
  case ipv4
  /// A MAC address in lowercase hex in a BLOB of 6 bytes; any other string in TEXT.
  case macAddress
  /// `eni-0` and 16 lowercase hex digits in a BLOB of 8 bytes; any other string in TEXT.
  case interfaceID
  /// The event's time: INTEGER 0 if it is `updated_at` truncated to the second, otherwise as `time`.
  case eventTime
  /// Not filled from a single member.
  case none
}

/// The text tables, which store each distinct string once.
package enum TextTable: Int, CaseIterable, Sendable {
  case words, clusters, taskDefinitions, taskGroups, starters, reasons, containerNames, images
  case imageDigests, subnets, arnPrefixes, logStreams, fragments, shapes, reasonPatterns, logGroups

  /// The table's name.
  package var name: String {
    switch self {
    case .words: "words"
    case .clusters: "clusters"
    case .taskDefinitions: "task_definitions"
    case .taskGroups: "task_groups"
    case .starters: "starters"
    case .reasons: "reasons"
    case .containerNames: "container_names"
    case .images: "images"
    case .imageDigests: "image_digests"
    case .subnets: "subnets"
    case .arnPrefixes: "arn_prefixes"
    case .logStreams: "log_streams"
    case .fragments: "fragments"
    case .shapes: "shapes"
    case .reasonPatterns: "reason_patterns"
    case .logGroups: "log_groups"
    }
  }

  /// The column with the string.
  package var textColumn: String {
    switch self {
    case .words: "word"
    case .clusters, .taskDefinitions: "arn"
    case .taskGroups, .containerNames, .logStreams, .logGroups: "name"
    case .starters: "started_by"
    case .reasons: "reason"
    case .images: "image"
    case .imageDigests: "digest"
    case .subnets: "subnet"
    case .arnPrefixes: "prefix"
    case .fragments: "json"
    case .shapes: "shape"
    case .reasonPatterns: "pattern"
    }
  }
}

/// One column of `tasks`, `containers` or `attachments` that an event fills.
package struct ColumnDefinition: Sendable {
  /// The column's name, also the name of its hole.
  package let name: String
  /// The member's path within the object that has the row, joined by dots; nil if code fills the column.
  package let path: String?
  package let form: ColumnForm
  package let textTable: TextTable?

  package init(
    _ name: String, at path: String?, _ form: ColumnForm, in textTable: TextTable? = nil
  ) {
    self.name = name
    self.path = path
    self.form = form
    self.textTable = textTable
  }
}

/// The columns of one table.
package protocol EventColumn: CaseIterable, RawRepresentable, Sendable where RawValue == Int {
  var definition: ColumnDefinition { get }
}
