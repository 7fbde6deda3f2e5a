import Events
import JSON
package import SQLite
import Storage
import Time

/// What the functions of one statement share.
enum SharedObject: UInt8 {
  case message, extractions
}

/// The SQL functions that bring values back that the archive keeps in fewer bytes.
///
/// `message(task)` is for everybody who asks in SQL; the others are what compiled queries call.
package enum ArchiveFunctions {
  /// Makes the functions known to a connection.
  package static func register(on connection: Connection) throws(SQLiteError) {
    try registerMessage(on: connection)
    try registerJSON(on: connection)
    try registerShapes(on: connection)
    try registerARN(on: connection)
    try registerOrder(on: connection)
    try registerText(on: connection)
    try registerDerived(on: connection)
  }

  private static func registerMessage(on connection: Connection) throws(SQLiteError) {
    try connection.createFunction(name: "message", argumentCount: 1) { arguments, result in
      guard arguments.type(at: 0) == .integer else { return result.returnNull() }
      let task = arguments.integer(at: 0)
      let messages = try result.shared(under: SharedObject.message.rawValue) {
        try Messages(result.connection)
      }
      do {
        try messages.withMessage(ofTask: task) { result.returnText($0) }
      } catch is MissingTask {
        result.returnNull()
      }
    }
  }

  /// The messages that a statement asks for, and the last of them: most ask several times for that of one row.
  private final class Messages {
    private let reader: MessageReader
    private var task: Int64?
    private var text: [UInt8] = []

    init(_ connection: Connection) throws(SQLiteError) {
      reader = try MessageReader(connection)
    }

    func withMessage(ofTask task: Int64, _ body: (UnsafeRawBufferPointer) -> Void) throws {
      if task != self.task {
        self.task = nil
        try reader.withMessage(ofTask: task) {
          text.removeAll(keepingCapacity: true)
          text.append(contentsOf: $0)
        }
        self.task = task
      }
      text.withUnsafeBytes(body)
    }
  }

  private static func registerJSON(on connection: Connection) throws(SQLiteError) {
    let fields = JSONField()
    // json_field(json, name): the value of a flattened field name.
    try connection.createFunction(name: "json_field", argumentCount: 2) { arguments, result in
      guard !arguments.isNull(at: 0) else { return result.returnNull() }
      let name = arguments.withBytes(at: 1) { Array($0) }
      arguments.withBytes(at: 0) { fields.value(of: name, in: $0, to: result) }
    }
    // verbatim_field(list, n, name): a field inside the n-th piece of a verbatim list.
    try connection.createFunction(name: "verbatim_field", argumentCount: 3) { arguments, result in
      let name = arguments.withBytes(at: 2) { Array($0) }
      arguments.withBytes(at: 0) { list in
        guard let piece = piece(Int(arguments.integer(at: 1)), of: list) else {
          return result.returnNull()
        }
        fields.value(of: name, in: piece, to: result)
      }
    }
    // verbatim_member(list, n, name): the same where the piece is a member, key and value.
    try connection.createFunction(name: "verbatim_member", argumentCount: 3) { arguments, result in
      let name = arguments.withBytes(at: 2) { Array($0) }
      arguments.withBytes(at: 0) { list in
        guard let piece = piece(Int(arguments.integer(at: 1)), of: list) else {
          return result.returnNull()
        }
        let object = [UInt8(ascii: "{")] + Array(piece) + [UInt8(ascii: "}")]
        object.withUnsafeBytes { fields.value(of: name, in: $0, to: result) }
      }
    }
  }

  private static func piece(
    _ number: Int, of list: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer? {
    var start = 0
    for _ in 0..<number {
      guard let separator = list[start...].firstIndex(of: Hole.separator) else { return nil }
      start = separator + 1
    }
    guard start < list.count else { return nil }
    let end = list[start...].firstIndex(of: Hole.separator) ?? list.count
    return UnsafeRawBufferPointer(rebasing: list[start..<end])
  }

  private static func registerShapes(on connection: Connection) throws(SQLiteError) {
    // shape_pattern(shape): the pattern of the messages that have a shape.
    try connection.createFunction(name: "shape_pattern", argumentCount: 1) { arguments, result in
      let pattern = arguments.withBytes(at: 0) { ShapePattern.make(from: $0) }
      pattern.withUnsafeBytes { result.returnText($0) }
    }
  }

  // arn_text(prefix_id, id): the ARN of a task or container instance. Every row of most queries
  // needs one, so the few prefixes are kept.
  private static func registerARN(on connection: Connection) throws(SQLiteError) {
    var prefixes: [Int64: [UInt8]] = [:]
    var last: (id: Int64?, prefix: [UInt8]) = (nil, [])
    let out = ByteBuffer(capacity: 256)
    try connection.createFunction(name: "arn_text", argumentCount: 2) { arguments, result in
      guard !arguments.isNull(at: 0), !arguments.isNull(at: 1) else { return result.returnNull() }
      let id = arguments.integer(at: 0)
      // Rows that follow each other mostly have the same prefix.
      if id != last.id {
        let prefix = try prefixes[id] ?? Self.prefix(id, result.connection)
        if prefixes.count > 10_000 { prefixes.removeAll() }
        prefixes[id] = prefix
        last = (id, prefix)
      }
      out.removeAll()
      last.prefix.withUnsafeBytes { out.append($0) }
      arguments.withBytes(at: 1) { bytes in
        if arguments.type(at: 1) == .blob {
          out.append(hexadecimal: bytes)
        } else {
          out.append(bytes)
        }
      }
      result.returnText(out.bytes)
    }
  }

  // arn_order(prefix_id, id): a BLOB that sorts as the ARN does where no prefix begins another: the
  // place of the prefix among all, in the order of their bytes, and the id.
  private static func registerOrder(on connection: Connection) throws(SQLiteError) {
    var ranks: [Int64: UInt32] = [:]
    var last: (id: Int64?, rank: UInt32) = (nil, 0)
    let out = ByteBuffer(capacity: 64)
    try connection.createFunction(name: "arn_order", argumentCount: 2) { arguments, result in
      let id = arguments.integer(at: 0)
      if id != last.id {
        if ranks[id] == nil { ranks = try Self.ranks(result.connection) }
        guard let rank = ranks[id] else { return result.returnNull() }
        last = (id, rank.bigEndian)
      }
      out.removeAll()
      withUnsafeBytes(of: last.rank) { out.append($0) }
      arguments.withBytes(at: 1) { out.append($0) }
      result.returnBlob(out.bytes)
    }
  }

  private static func ranks(
    _ connection: Connection
  ) throws(SQLiteError) -> [Int64: UInt32] {
    let select = try connection.prepare(
      "SELECT id FROM arn_prefixes ORDER BY prefix, id", persistent: false)
    var ranks: [Int64: UInt32] = [:]
    while try select.step() { ranks[select.integer(at: 0)] = UInt32(ranks.count) }
    return ranks
  }

  private static func prefix(
    _ id: Int64, _ connection: Connection
  ) throws(SQLiteError) -> [UInt8] {
    let select = try connection.prepare(
      "SELECT prefix FROM arn_prefixes WHERE id = ?1", persistent: false)
    try select.bind(id, at: 1)
    return try select.step() ? select.withBytes(at: 0) { Array($0) } : []
  }

  private static func registerText(on connection: Connection) throws(SQLiteError) {
    // event_time(ms): an instant as ECS writes it.
    try connection.createFunction(name: "event_time", argumentCount: 1) { arguments, result in
      guard arguments.type(at: 0) == .integer, Timestamp.isPrintable(arguments.integer(at: 0))
      else { return result.returnNull() }
      withUnsafeTemporaryAllocation(byteCount: Timestamp.textBytesMax, alignment: 1) { room in
        let out = room.bindMemory(to: UInt8.self)
        guard let start = out.baseAddress else { return }
        let count = Timestamp.write(arguments.integer(at: 0), to: start)
        result.returnText(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(out)[..<count]))
      }
    }
    // binary_text(form, value): a BLOB of a form as text; anything else as it is.
    try connection.createFunction(name: "binary_text", argumentCount: 2) { arguments, result in
      guard arguments.type(at: 1) == .blob else { return result.returnArgument(arguments, at: 1) }
      let name = arguments.string(at: 0)
      let forms: [ColumnForm] = [.uuid, .ipv4, .macAddress, .interfaceID]
      guard let form = forms.first(where: { "\($0)" == name }) else { return result.returnNull() }
      let out = ByteBuffer(capacity: 40)
      arguments.withBytes(at: 1) { BinaryForm.write($0, as: form, into: out) }
      result.returnText(out.bytes)
    }
  }

  private static func registerDerived(on connection: Connection) throws(SQLiteError) {
    // container_arn(task_arn, value): a BLOB is the last part of an ARN that follows from the task's.
    try connection.createFunction(name: "container_arn", argumentCount: 2) { arguments, result in
      guard arguments.type(at: 1) == .blob else { return result.returnArgument(arguments, at: 1) }
      let out = ByteBuffer(capacity: 160)
      let isLong = arguments.withBytes(at: 0) { ContainerARN.writePrefix(taskARN: $0, into: out) }
      guard isLong else { return result.returnNull() }
      arguments.withBytes(at: 1) { BinaryForm.write($0, as: .uuid, into: out) }
      result.returnText(out.bytes)
    }
    // runtime_id(task_id, value): INTEGER n is `<task id>-n`, a BLOB is hex.
    try connection.createFunction(name: "runtime_id", argumentCount: 2) { arguments, result in
      let out = ByteBuffer(capacity: 80)
      switch arguments.type(at: 1) {
      case .integer:
        arguments.withBytes(at: 0) { out.append(hexadecimal: $0) }
        out.append("-")
        out.append(room: DecimalText.textBytesMax) {
          DecimalText.write(arguments.integer(at: 1), to: $0)
        }
      case .blob: arguments.withBytes(at: 1) { out.append(hexadecimal: $0) }
      default: return result.returnArgument(arguments, at: 1)
      }
      result.returnText(out.bytes)
    }
    // dns_name(value, address, region): INTEGER is a form that follows from the address.
    try connection.createFunction(name: "dns_name", argumentCount: 3) { arguments, result in
      guard arguments.type(at: 0) == .integer,
        let form = PrivateDNSName(rawValue: arguments.integer(at: 0))
      else { return result.returnArgument(arguments, at: 0) }
      let out = ByteBuffer(capacity: 80)
      arguments.withBytes(at: 1) { address in
        arguments.withBytes(at: 2) { region in
          form.write(address: address, region: region, into: out)
        }
      }
      result.returnText(out.bytes)
    }
  }
}
