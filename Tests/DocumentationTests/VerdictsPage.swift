import Foundation
import Verdicts

/// docs/verdicts.md as the rules make it.
struct VerdictsPage {
  static let path = repositoryPath("docs/verdicts.md")

  private let book = Rulebook.withCases()

  func text() -> String {
    """
    # Why a task stopped

    Every stop gets a verdict when it is read: its cause (`category`), who is `responsible`, whether
    it is abnormal, how sure that is (`confidence`), how a kill is read (`kill`), the exit code it
    rests on, the `rule` that named the cause, and as `evidence` the fields that the rules used. The
    rules are data, in [verdicts.rules](../Sources/Verdicts/Catalog/verdicts.rules); an archive keeps
    the version of the rules with each verdict, and `ecs-stops reclassify` judges anew what an older
    version judged. This page is made of that file.

    ## How a stop is judged

    1. Each distinct text, of the task, of its containers and of its attachments, is tried against
       the [rules for texts](#rules-for-texts); the first that matches decides. A text that no rule
       knows is `unknown`, is kept word for word, and `ecs-stops report new` lists it.
    2. The [rules for stops](#rules-for-stops) are tried in their order; the first whose conditions
       all hold decides. A stop that a user asked for comes first, for its text is the caller's own
       and may quote anything.
    3. If a container was killed, or its reason names memory, the [rules for
       kills](#rules-for-kills) say how that is read.

    ### Which container ended the task

    Events do not say which containers are essential, so the container that ended the task is found by
    what it returned and by its name. The order of the containers changes the evidence alone.

    - A container that never ran (no exit code, and a reason of a pull or a start that failed) did not
      end a task that had started, where others have exit codes. Nor did a sidecar without an exit
      code where a main container has one.
    - A container that was told to end (143) or killed (137) is a consequence where another failed by
      itself, or where the main containers of a job returned 0.
    - The main containers are asked before the sidecars. A job whose main containers returned 0 is
      done, whatever its sidecars returned; a main container with 137 beside sidecars with 0 most
      likely ran out of memory.
    - Of several containers with a reason, a main container goes before a sidecar, then the reason
      that stands highest in the rules. A reason that only says that another container failed comes last.

    Well-known sidecars are known by their names, in any case of letters:

    \(names(.sidecar))

    Names that a task's own work may have as well count as sidecars only beside a container that is in
    neither list:

    \(names(.helper))

    Your own names go into a file, `~/.config/ecs-stops/sidecars` (under `$XDG_CONFIG_HOME` if that is
    set; `$ECS_STOPS_SIDECARS` or `--sidecars` name another one), one name or pattern per line. A `!`
    before it says that such a container is not a sidecar; the last line that matches decides:

    ```
    metrics-*       # ours
    !proxy          # does the work here
    ```

    The archive keeps the list that its stops were judged with: the first ingest takes it over, later
    ones say so where your file differs and go on with the archive's. `ecs-stops reclassify` judges all
    stops with your file. The list is part of the rules' version.

    ### Confidence

    | confidence | meaning |
    |---|---|
    | `certain` | Amazon ECS, its agent, the registry, or the exit code of the container that ended the task says so itself |
    | `likely` | it is what such facts usually mean, and may be otherwise; also where another container may have ended the task |
    | `unknown` | nothing is known of the cause |

    ### Images

    What the registry answered decides, wherever it did: 401, 403, "denied" and "insufficient_scope"
    are `image_pull_auth`; 404, "not found" and "manifest unknown" are `image_pull_not_found`; 429 and
    "toomanyrequests" are `image_pull_rate_limited`; 5xx, an EOF, a timeout, TLS and DNS are
    `image_pull_network`. "failed to resolve ref" alone says nothing: such texts are
    `image_pull_other`, as are those that are cut before the answer.

    ### Exit codes

    Exit codes are judged only where nobody had asked for the stop: after a SIGTERM a program may
    return what it likes. A missing exit code is no success. A service whose containers return 0 has
    ended though it should not; a job has done its work.

    | exit code | read as | responsible |
    |---|---|---|
    | 0 | routine for a job, abnormal for a service | application |
    | 125 | the runtime's own failure | configuration |
    | 126 | found, but not executable | configuration |
    | 127 | command not found | configuration |
    | 129, 130 | SIGHUP, SIGINT | application |
    | 131, 132, 134 to 136, 139 | a crash: SIGQUIT, SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV | application |
    | 137 | SIGKILL, see below | application |
    | 143, -1073741510 | SIGTERM, or Ctrl+C of Windows: told to end | application |
    | 255 | -1, or a runtime that does not know | application |
    | below 0, above 255 | a status of Windows | application |
    | others | a failure of the program | application |
    | absent | never started, or lost with its host | unknown |

    ### Memory and kills

    | kill | meaning |
    |---|---|
    | `memory_confirmed` | a reason says OutOfMemoryError and the container failed |
    | `memory_likely` | 137 without a reason, though nobody had asked for the stop |
    | `memory_doubtful` | a reason says OutOfMemoryError, but the container ended well or on request, or its exit code is missing: a child was killed, or the agent's mark is stale |
    | `stop_timeout` | 137 after the container had been asked to stop: it did not end in time |

    ## Categories

    \(categories)
    ## Rules for texts

    \(texts)
    ## Rules for stops

    \(stops)
    ## Rules for kills

    \(kills)
    """
  }

  private var categories: String {
    let rows = StopCategory.allCases.map { category in
      [
        "`\(category.rawValue)`", category.title, category.responsible.rawValue,
        category.isRoutine.map { $0 ? "routine" : "abnormal" } ?? "by exit code", category.advice,
      ]
    }
    return MarkdownTable([["category", "meaning", "responsible", "kind", "advice"]] + rows).text
  }

  private func names(_ role: ContainerRole) -> String {
    (book.sidecars[role] ?? []).map { "`\($0.text)`" }.joined(separator: ", ") + "."
  }

  private var texts: String {
    let rows = book.texts.map { rule in
      let family = rule.family.map { " (\(book.families[$0].name))" } ?? ""
      return [
        "`\(rule.id)`\(family)", "`\(rule.category.rawValue)`", cell(rule.cases.wanted[0]),
      ]
    }
    return MarkdownTable([["rule", "category", "a text that it is for"]] + rows).text
  }

  private var stops: String {
    let rows = book.stops.map { rule in
      [
        "`\(rule.id)`", outcome(rule.outcome), rule.confidence.rawValue,
        cell(rule.cases.wanted[0]), cell(rule.cases.unwanted[0]),
      ]
    }
    let head = [
      "rule", "category", "confidence", "a stop that it is for", "one that it is not for",
    ]
    return MarkdownTable([head] + rows).text
  }

  private var kills: String {
    let rows = book.kills.map { rule in
      [
        "`\(rule.id)`", "`\(rule.kill.rawValue)`", cell(rule.cases.wanted[0]),
        cell(rule.cases.unwanted[0]),
      ]
    }
    return MarkdownTable(
      [["rule", "kill", "a stop that it is for", "one that it is not for"]] + rows
    )
    .text
  }

  private func outcome(_ outcome: Rulebook.StopRule.Outcome) -> String {
    switch outcome {
    case .category(let category): "`\(category.rawValue)`"
    case .taskText: "of the task's text"
    case .containerText: "of the container's text"
    case .attachmentText: "of the attachment's text"
    }
  }

  private func cell(_ text: String) -> String {
    text.replacing(" | ", with: "; ").replacing("<", with: "&lt;")
  }
}
