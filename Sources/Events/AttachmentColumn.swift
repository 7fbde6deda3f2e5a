/// The columns of `attachments` that an attachment of an event fills.
///
/// The path of a detail is `details.<name>`: the value of the element of `details` with that name.
package enum AttachmentColumn: Int, EventColumn {
  case attachmentID, type, status
  case subnet, networkInterfaceID, macAddress, privateDNSName, privateIPv4Address
  case privateIPv6Address, reason, details

  package var definition: ColumnDefinition {
    switch self {
    case .attachmentID: .init("attachment_id", at: "id", .uuid)
    case .type: .init("type_id", at: "type", .text, in: .words)
    case .status: .init("status_id", at: "status", .text, in: .words)
    case .subnet: .init("subnet_id", at: "details.subnetId", .text, in: .subnets)
    case .networkInterfaceID:
      .init("network_interface_id", at: "details.networkInterfaceId", .interfaceID)
    case .macAddress: .init("mac_address", at: "details.macAddress", .macAddress)
    case .privateDNSName: .init("private_dns_name", at: "details.privateDnsName", .dnsName)
    case .privateIPv4Address: .init("private_ipv4_address", at: "details.privateIPv4Address", .ipv4)
    case .privateIPv6Address: .init("private_ipv6_address", at: "details.privateIPv6Address", .text)
    case .reason: .init("reason_id", at: "details.statusReason", .text, in: .reasons)
    case .details: .init("details", at: nil, .json)
    }
  }
}
