import Charts
import Pages
import Reports
import Rows

extension PageLinks {
  /// Where the values of a page of the console lead, within the time and scope of a request.
  init(_ request: PageRequest) {
    self.init()
    let scope = request.parameters.only(ConsoleScope.names)
    task = { ConsoleLink.task($0, scope) }
    cause = { category in
      QueryLink.text(
        QueryText.stops(where: [QueryText.equals("@cause", category), "@abnormal = 1"]),
        scope: scope)
    }
    news = { category, reason in
      var conditions = [QueryText.equals("@cause", category), "@abnormal = 1"]
      if let reason {
        conditions += RowCondition("reason", .text(reason), [:])?.texts ?? []
      }
      return QueryLink.text(QueryText.stops(where: conditions), scope: scope)
    }
  }
}
