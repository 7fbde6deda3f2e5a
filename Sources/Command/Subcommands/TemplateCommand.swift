import ArgumentParser
import ECSStops

/// `ecs-stops template`: what captures stopped tasks, to be deployed.
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Print a template that captures stopped tasks in a log group.",
    usage: "ecs-stops template [<options>]",
    discussion: """
      Prints a CloudFormation template with an EventBridge rule, a CloudWatch Logs group and the policy that lets the rule \
      write to it. Deploy it in each Region that has clusters; it needs no IAM capability. Without options it captures every \
      stopped task, which is best: reports can filter later, but cannot bring back what was not captured. docs/capture.md \
      walks through it.

        ecs-stops template --output stops.yaml
        ecs-stops template --retention 90 --abnormal-only
        ecs-stops template --pattern --cause out_of_memory
        ecs-stops template --terraform --output stops.tf
        aws cloudformation deploy --stack-name stops --template-file stops.yaml
      """)

  @OptionGroup(title: "captured stops") var scope: CaptureScopeOptions
  @OptionGroup(title: "resources") var settings: CaptureSettingsOptions

  @Flag(help: "Print the event pattern alone.")
  var pattern = false

  @Flag(help: "Print a Terraform module with the same resources.")
  var terraform = false

  @Option(
    name: [.customShort("f"), .long],
    help: "Output format (default: yaml; json for --pattern).")
  var format: TemplateFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write to a file instead of standard output.", valueName: "file"),
    transform: PathArgument.parse)
  var output: String?

  @OptionGroup var paging: PagerOptions

  func validate() throws {
    if terraform, pattern {
      throw ValidationError("--pattern and --terraform cannot be used together")
    }
    if terraform, format != nil {
      throw ValidationError("--terraform prints HCL; leave out --format")
    }
    if pattern, let option = settings.given.first {
      throw ValidationError("\(option) is for the template; --pattern prints the pattern alone")
    }
  }

  func run() throws {
    let template = try CaptureTemplate(scope.scope, settings.settings)
    try write(text(of: template))
    for note in template.notes { StandardError.message(.note, note) }
  }

  private func text(of template: CaptureTemplate) -> String {
    if terraform { return template.terraform }
    if pattern { return format == .yaml ? template.patternYAML : template.patternJSON }
    return format == .json ? template.cloudFormationJSON : template.cloudFormationYAML
  }

  private func write(_ text: String) throws {
    guard let output, output != "-" else {
      return try StandardOutput.write(text, pager: paging.pager())
    }
    let file = try OutputFile(path: output)
    try file.write(text)
    try file.complete()
  }
}

/// The forms of a template.
enum TemplateFormat: String, ExpressibleByArgument, CaseIterable {
  case yaml, json
}
