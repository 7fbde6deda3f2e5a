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
        QueryText.stops(where: [QueryText.equals("@cause", category)]), scope: scope)
    }
    news = { category, reason in
      let cause = QueryText.equals("@cause", category)
      return QueryLink.text(QueryText.stops(where: [cause]), scope: scope)
    }
  }
}
