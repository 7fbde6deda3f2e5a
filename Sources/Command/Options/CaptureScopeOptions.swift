import ArgumentParser
import ECSStops

/// Which stops a rule captures.
struct CaptureScopeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Capture only stops in this cluster; may be repeated.", valueName: "arn"),
    transform: ClusterARN.init)
  var clusterArn: [ClusterARN] = []

  @Option(
    help: ArgumentHelp(
      "Capture only stops of this task definition, or of this revision; may be repeated.",
      valueName: "arn"),
    transform: TaskDefinitionARN.init)
  var taskDefinitionArn: [TaskDefinitionARN] = []

  @Option(
    help: ArgumentHelp("Capture only stops of this service; may be repeated.", valueName: "name"),
    transform: ServiceName.init)
  var service: [ServiceName] = []

  @Flag(
    help: ArgumentHelp(
      "Capture only stops with a container that failed, has no exit code or never started.",
      discussion: "Stops by a scaling activity are left out."))
  var abnormalOnly = false

  @Flag(
    help: ArgumentHelp(
      "With --abnormal-only, look at exit codes alone; tasks that failed to start are lost."))
  var exitCodesOnly = false

  @Option(
    help: ArgumentHelp(
      "Capture only stops with this cause, such as out_of_memory; may be repeated.",
      valueName: "cause"),
    completion: ArchiveCompletion.causes, transform: CausePattern.init(argument:))
  var cause: [CausePattern] = []

  func validate() throws {
    if exitCodesOnly, !abnormalOnly {
      throw ValidationError("--exit-codes-only is for --abnormal-only; give both")
    }
  }

  var scope: CaptureScope {
    var scope = CaptureScope()
    scope.clusters = clusterArn
    scope.taskDefinitions = taskDefinitionArn
    scope.services = service
    scope.causes = cause
    scope.abnormal = abnormalOnly ? exitCodesOnly ? .byExitCodes : .recommended : .notOnly
    return scope
  }
}

extension CausePattern {
  /// - Throws: a sentence with the name that was probably meant, or with all of them.
  fileprivate init(argument name: String) throws {
    do {
      try self.init(named: name)
    } catch .unknownCause(_) {
      guard
        let question = NameSuggestions.question(
          for: name, among: Self.names, meanings: ValueMeanings.of("--cause"))
      else { throw CaptureError.unknownCause(name) }
      throw ValidationError(question)
    }
  }
}
