// What the command, servers and tests of this package use. Everything has package access, so other packages see only
// `StoppedTasks`, and of `LogsInsights` what that library exports itself.
@_exported public import Capture
@_exported public import Charts
@_exported public import EventPatterns
@_exported public import Exports
@_exported public import Files
@_exported public import Ingest
@_exported public import InsightsSQLite
@_exported public import JSON
@_exported public import LogsInsights
@_exported public import Masking
@_exported public import Output
@_exported public import Pages
@_exported public import Queries
@_exported public import Reports
@_exported public import Rows
@_exported public import SQLite
@_exported public import Storage
@_exported public import TerminalText
@_exported public import Time
@_exported public import Verdicts
