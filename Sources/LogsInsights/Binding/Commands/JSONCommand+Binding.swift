extension JSONCommand {
  func bind(to binder: inout Binder) throws {
    let value =
      if let text { try binder.bind(text) } else {
        try binder.resolve(FieldPath("@message"), at: range)
      }
    let structure = value.facts.mayHoldMembers ? value : Scalar.structure(.json, of: value)
    let steps = ValuePath(quoted: path).steps
    binder.defineParsed(alias, as: .member(steps, of: structure))
  }
}
