// The bare loop: what the machine allows on one core for the rows of an archive.
//
//     bare-loop ARCHIVE FOLDER SCHEMA.sql…
//
// It inflates (zlib), parses and walks every field (simdjson's DOM), turns values into the forms that the archive keeps
// (ids, addresses and ARN tails as bytes, times as milliseconds, strings as ids of text tables) and inserts them into the
// archive's own schema with all its indexes, with the archive's pragmas and a transaction for at least 50,000 records.
//
// It leaves out what makes an archive of it: shapes and verbatim lists (every row has shape 1, so no message can come
// back), the check that a column prints the bytes that came, nonconforming values, verdicts and daily totals, the merge rule
// (a second event of a task is dropped, whatever its version), the ledger and digests of files, rejects, counts by kind,
// records over several lines, members of unusual JSON (duplicate keys, numbers out of range), and safety against
// everything that these exports do not hold.
#include <fcntl.h>
#include <simdjson.h>
#include <sqlite3.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

using simdjson::dom::element;
using simdjson::dom::element_type;
using std::string_view;

namespace {

[[noreturn]] void fail(const std::string &what) {
  std::fprintf(stderr, "error: %s\n", what.c_str());
  std::exit(1);
}

// MARK: - SQLite

sqlite3 *database;

void check(int code, const char *what) {
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
    fail(std::string(what) + ": " + sqlite3_errmsg(database));
  }
}

void execute(const std::string &sql) { check(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), "SQL"); }

sqlite3_stmt *prepare(const std::string &sql) {
  sqlite3_stmt *statement = nullptr;
  check(sqlite3_prepare_v3(database, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr), "prepare");
  return statement;
}

void run(sqlite3_stmt *statement) {
  check(sqlite3_step(statement), "step");
  sqlite3_reset(statement);
}

/// A text table: string → id.
class Dictionary {
 public:
  void open(const char *table, const char *column, bool has_category = false) {
    insert_ = prepare(std::string("INSERT INTO ") + table + " (hash, " + column + (has_category ? ", category" : "") +
                      ") VALUES (?1, ?2" + (has_category ? ", 'unknown')" : ")"));
  }

  int64_t id(string_view text) {
    auto found = ids_.find(text);
    if (found != ids_.end()) return found->second;
    sqlite3_bind_int64(insert_, 1, int64_t(std::hash<string_view>()(text)));
    sqlite3_bind_text(insert_, 2, text.data(), int(text.size()), SQLITE_STATIC);
    run(insert_);
    const int64_t id = sqlite3_last_insert_rowid(database);
    ids_.emplace(text, id);
    return id;
  }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(string_view text) const { return std::hash<string_view>()(text); }
  };
  sqlite3_stmt *insert_ = nullptr;
  std::unordered_map<std::string, int64_t, Hash, std::equal_to<>> ids_;
};

Dictionary words, clusters, task_definitions, task_groups, starters, reasons, container_names, images, image_digests,
    subnets, arn_prefixes, log_streams, fragments;

// MARK: - Values

int hex(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

bool read_hex(string_view text, uint8_t *out) {
  for (size_t i = 0; i + 1 < text.size(); i += 2) {
    const int high = hex(text[i]), low = hex(text[i + 1]);
    if (high < 0 || low < 0) return false;
    out[i / 2] = uint8_t(high << 4 | low);
  }
  return text.size() % 2 == 0;
}

bool read_uuid(string_view text, uint8_t *out) {
  return text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-' &&
         read_hex(text.substr(0, 8), out) && read_hex(text.substr(9, 4), out + 4) &&
         read_hex(text.substr(14, 4), out + 6) && read_hex(text.substr(19, 4), out + 8) &&
         read_hex(text.substr(24), out + 10);
}

int number(string_view text, size_t start, size_t count) {
  int value = 0;
  for (size_t i = start; i < start + count; i++) value = value * 10 + (text[i] - '0');
  return value;
}

/// Milliseconds since 1970 of `YYYY-MM-DDTHH:MM:SS[.f…]Z`.
int64_t milliseconds(string_view text) {
  if (text.size() < 20) return 0;
  const int year = number(text, 0, 4), month = number(text, 5, 2), day = number(text, 8, 2);
  const int shifted = month <= 2 ? year - 1 : year;
  const int era = shifted / 400, year_of_era = shifted - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t days =
      int64_t(era) * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
  int fraction = 0, scale = 100;
  if (text[19] == '.') {
    for (size_t i = 20; i < text.size() && text[i] >= '0' && text[i] <= '9'; i++, scale /= 10) {
      fraction += (text[i] - '0') * scale;
    }
  }
  return (((days * 24 + number(text, 11, 2)) * 60 + number(text, 14, 2)) * 60 + number(text, 17, 2)) * 1000 + fraction;
}

// MARK: - Binding

void bind(sqlite3_stmt *statement, int index, int64_t value) { sqlite3_bind_int64(statement, index, value); }

void bind_text(sqlite3_stmt *statement, int index, string_view text) {
  sqlite3_bind_text(statement, index, text.data(), int(text.size()), SQLITE_STATIC);
}

/// A blob from a row's own buffer, which lives until the statement has run.
struct Bytes {
  uint8_t bytes[32];
};

void bind_bytes(sqlite3_stmt *statement, int index, const Bytes &value, int count) {
  sqlite3_bind_blob(statement, index, value.bytes, count, SQLITE_STATIC);
}

void bind_uuid(sqlite3_stmt *statement, int index, string_view text, Bytes &room) {
  if (read_uuid(text, room.bytes)) bind_bytes(statement, index, room, 16);
  else bind_text(statement, index, text);
}

void bind_address(sqlite3_stmt *statement, int index, string_view text, Bytes &room) {
  int part = 0, value = 0;
  for (char c : text) {
    if (c == '.' && part < 3) {
      room.bytes[part++] = uint8_t(value);
      value = 0;
    } else if (c >= '0' && c <= '9') {
      value = value * 10 + (c - '0');
    } else {
      return bind_text(statement, index, text);
    }
  }
  room.bytes[part] = uint8_t(value);
  bind_bytes(statement, index, room, 4);
}

void bind_digits(sqlite3_stmt *statement, int index, string_view text) {
  int64_t value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return bind_text(statement, index, text);
    value = value * 10 + (c - '0');
  }
  bind(statement, index, value);
}

/// An ARN in two columns: all up to the last slash, and the 32 hex digits after it.
void bind_arn(sqlite3_stmt *statement, int index, string_view arn, Bytes &room) {
  const size_t slash = arn.rfind('/');
  const size_t head = slash == string_view::npos ? 0 : slash + 1;
  bind(statement, index, arn_prefixes.id(arn.substr(0, head)));
  const string_view tail = arn.substr(head);
  if (tail.size() == 32 && read_hex(tail, room.bytes)) bind_bytes(statement, index + 1, room, 16);
  else bind_text(statement, index + 1, tail);
}

// MARK: - Events

struct Attachment {
  string_view id, type, status, subnet, interface_id, mac, dns_name, address;
};

struct Container {
  string_view arn, name, image, digest, runtime, reason, status, health, cpu, memory, reservation, attachment, address;
  int64_t exit_code = 0;
  bool has_exit_code = false;
};

enum TaskText {
  kEventID, kAccount, kRegion, kTime, kDetailType, kCluster, kDefinition, kGroup, kStarter, kStopCode, kReason,
  kCreated, kConnectivityAt, kPullStarted, kPullStopped, kStarted, kStopping, kExecutionStopped, kStopped, kUpdated,
  kDesired, kConnectivity, kLaunchType, kProvider, kZone, kPlatformVersion, kPlatformFamily, kHealth, kInstance, kCPU,
  kMemory, kTaskARN, kLastStatus, kTaskTextCount
};

struct Event {
  string_view text[kTaskTextCount];
  int64_t version = -1, storage = -1;
  int execute_command = -1;
  std::string attributes, overrides;
  std::vector<Attachment> attachments;
  std::vector<Container> containers;
  size_t unknown = 0;

  void clear() {
    for (auto &one : text) one = {};
    version = storage = execute_command = -1;
    attributes.clear();
    overrides.clear();
    attachments.clear();
    containers.clear();
  }
};

constexpr uint64_t key(string_view text) {
  uint64_t hash = 14695981039346656037u;
  for (char c : text) hash = (hash ^ uint8_t(c)) * 1099511628211u;
  return hash;
}

string_view text_of(element value) {
  string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : string_view();
}

/// A member that has no column: every field in it is looked at all the same.
void walk(element value, Event &event) {
  switch (value.type()) {
    case element_type::OBJECT:
      for (auto member : simdjson::dom::object(value)) walk(member.value, event);
      break;
    case element_type::ARRAY:
      for (element one : simdjson::dom::array(value)) walk(one, event);
      break;
    default: event.unknown++;
  }
}

void read_attachment(element value, Event &event) {
  Attachment &row = event.attachments.emplace_back();
  for (auto member : simdjson::dom::object(value)) {
    switch (key(member.key)) {
      case key("id"): row.id = text_of(member.value); break;
      case key("type"): row.type = text_of(member.value); break;
      case key("status"): row.status = text_of(member.value); break;
      case key("details"):
        for (element pair : simdjson::dom::array(member.value)) {
          string_view name, text;
          for (auto part : simdjson::dom::object(pair)) (part.key == "name" ? name : text) = text_of(part.value);
          switch (key(name)) {
            case key("subnetId"): row.subnet = text; break;
            case key("networkInterfaceId"): row.interface_id = text; break;
            case key("macAddress"): row.mac = text; break;
            case key("privateDnsName"): row.dns_name = text; break;
            case key("privateIPv4Address"): row.address = text; break;
            default: event.unknown++;
          }
        }
        break;
      default: walk(member.value, event);
    }
  }
}

void read_container(element value, Event &event) {
  Container &row = event.containers.emplace_back();
  for (auto member : simdjson::dom::object(value)) {
    switch (key(member.key)) {
      case key("containerArn"): row.arn = text_of(member.value); break;
      case key("name"): row.name = text_of(member.value); break;
      case key("image"): row.image = text_of(member.value); break;
      case key("imageDigest"): row.digest = text_of(member.value); break;
      case key("runtimeId"): row.runtime = text_of(member.value); break;
      case key("reason"): row.reason = text_of(member.value); break;
      case key("lastStatus"): row.status = text_of(member.value); break;
      case key("healthStatus"): row.health = text_of(member.value); break;
      case key("cpu"): row.cpu = text_of(member.value); break;
      case key("memory"): row.memory = text_of(member.value); break;
      case key("memoryReservation"): row.reservation = text_of(member.value); break;
      case key("exitCode"): row.has_exit_code = member.value.get(row.exit_code) == simdjson::SUCCESS; break;
      case key("networkInterfaces"):
        for (element one : simdjson::dom::array(member.value)) {
          for (auto part : simdjson::dom::object(one)) {
            if (part.key == "attachmentId") row.attachment = text_of(part.value);
            else if (part.key == "privateIpv4Address") row.address = text_of(part.value);
            else walk(part.value, event);
          }
        }
        break;
      default: walk(member.value, event);
    }
  }
}

void read_detail(element value, Event &event) {
  auto &text = event.text;
  for (auto member : simdjson::dom::object(value)) {
    switch (key(member.key)) {
      case key("clusterArn"): text[kCluster] = text_of(member.value); break;
      case key("taskDefinitionArn"): text[kDefinition] = text_of(member.value); break;
      case key("group"): text[kGroup] = text_of(member.value); break;
      case key("startedBy"): text[kStarter] = text_of(member.value); break;
      case key("stopCode"): text[kStopCode] = text_of(member.value); break;
      case key("stoppedReason"): text[kReason] = text_of(member.value); break;
      case key("createdAt"): text[kCreated] = text_of(member.value); break;
      case key("connectivityAt"): text[kConnectivityAt] = text_of(member.value); break;
      case key("pullStartedAt"): text[kPullStarted] = text_of(member.value); break;
      case key("pullStoppedAt"): text[kPullStopped] = text_of(member.value); break;
      case key("startedAt"): text[kStarted] = text_of(member.value); break;
      case key("stoppingAt"): text[kStopping] = text_of(member.value); break;
      case key("executionStoppedAt"): text[kExecutionStopped] = text_of(member.value); break;
      case key("stoppedAt"): text[kStopped] = text_of(member.value); break;
      case key("updatedAt"): text[kUpdated] = text_of(member.value); break;
      case key("desiredStatus"): text[kDesired] = text_of(member.value); break;
      case key("connectivity"): text[kConnectivity] = text_of(member.value); break;
      case key("launchType"): text[kLaunchType] = text_of(member.value); break;
      case key("capacityProviderName"): text[kProvider] = text_of(member.value); break;
      case key("availabilityZone"): text[kZone] = text_of(member.value); break;
      case key("platformVersion"): text[kPlatformVersion] = text_of(member.value); break;
      case key("platformFamily"): text[kPlatformFamily] = text_of(member.value); break;
      case key("healthStatus"): text[kHealth] = text_of(member.value); break;
      case key("containerInstanceArn"): text[kInstance] = text_of(member.value); break;
      case key("cpu"): text[kCPU] = text_of(member.value); break;
      case key("memory"): text[kMemory] = text_of(member.value); break;
      case key("taskArn"): text[kTaskARN] = text_of(member.value); break;
      case key("lastStatus"): text[kLastStatus] = text_of(member.value); break;
      case key("version"):
        if (member.value.get(event.version) != simdjson::SUCCESS) event.version = -1;
        break;
      case key("enableExecuteCommand"): event.execute_command = bool(member.value); break;
      case key("ephemeralStorage"):
        if (member.value["sizeInGiB"].get(event.storage) != simdjson::SUCCESS) event.storage = -1;
        break;
      case key("attributes"): event.attributes = simdjson::minify(member.value); break;
      case key("overrides"): event.overrides = simdjson::minify(member.value); break;
      case key("attachments"):
        for (element one : simdjson::dom::array(member.value)) read_attachment(one, event);
        break;
      case key("containers"):
        for (element one : simdjson::dom::array(member.value)) read_container(one, event);
        break;
      default: walk(member.value, event);
    }
  }
}

void read_event(element value, Event &event) {
  event.clear();
  for (auto member : simdjson::dom::object(value)) {
    switch (key(member.key)) {
      case key("id"): event.text[kEventID] = text_of(member.value); break;
      case key("account"): event.text[kAccount] = text_of(member.value); break;
      case key("region"): event.text[kRegion] = text_of(member.value); break;
      case key("time"): event.text[kTime] = text_of(member.value); break;
      case key("detail-type"): event.text[kDetailType] = text_of(member.value); break;
      case key("detail"): read_detail(member.value, event); break;
      default: walk(member.value, event);
    }
  }
}

// MARK: - Rows

/// The verdict of tasks that no rules have classified yet, which is part of the schema.
constexpr int64_t not_judged = 0;

class Writer {
 public:
  Writer() {
    words.open("words", "word");
    clusters.open("clusters", "arn");
    task_definitions.open("task_definitions", "arn");
    task_groups.open("task_groups", "name");
    starters.open("starters", "started_by");
    reasons.open("reasons", "reason", true);
    container_names.open("container_names", "name");
    images.open("images", "image");
    image_digests.open("image_digests", "digest");
    subnets.open("subnets", "subnet");
    arn_prefixes.open("arn_prefixes", "prefix");
    log_streams.open("log_streams", "name");
    fragments.open("fragments", "json");
    execute("INSERT INTO shapes (hash, shape) VALUES (0, '')");
    task_ = prepare(
        "INSERT INTO tasks (logged_at, log_stream_id, shape_id, verdict_id, task_prefix_id, task_id,"
        " event_id, account_id, region_id, event_at, cluster_id, task_definition_id, group_id, starter_id, version,"
        " stop_code_id, reason_id, created_at, connectivity_at, pull_started_at, pull_stopped_at, started_at,"
        " stopping_at, execution_stopped_at, stopped_at, updated_at, desired_status_id, connectivity_id, launch_type_id,"
        " capacity_provider_id, availability_zone_id, platform_version_id, platform_family_id, health_status_id,"
        " container_instance_prefix_id, container_instance_id, cpu, memory, enable_execute_command,"
        " ephemeral_storage_gib, attributes_id, overrides_id)"
        " VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,"
        " ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41)"
        " ON CONFLICT (task_id, task_prefix_id) DO NOTHING");
    container_ = prepare(
        "INSERT INTO containers (id, shape_id, container_id, name_id, image_id, image_digest_id, runtime_id, exit_code,"
        " reason_id, last_status_id, health_status_id, cpu, memory, memory_reservation, network_attachment,"
        " private_ipv4_address) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
    attachment_ = prepare(
        "INSERT INTO attachments (id, shape_id, attachment_id, type_id, status_id, subnet_id, network_interface_id,"
        " mac_address, private_dns_name, private_ipv4_address) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  }

  size_t tasks = 0, containers = 0, attachments = 0, duplicates = 0;

  void write(const Event &event, int64_t logged_at, int64_t log_stream) {
    if (!write_task(event, logged_at, log_stream)) {
      duplicates++;
      return;
    }
    tasks++;
    const int64_t task = sqlite3_last_insert_rowid(database);
    for (size_t i = 0; i < event.attachments.size(); i++) write_attachment(event.attachments[i], task << 10 | int64_t(i));
    for (size_t i = 0; i < event.containers.size(); i++) write_container(event, i, task << 10 | int64_t(i));
    containers += event.containers.size();
    attachments += event.attachments.size();
  }

 private:
  void intern(sqlite3_stmt *statement, int index, string_view text, Dictionary &dictionary) {
    if (text.data() == nullptr) sqlite3_bind_null(statement, index);
    else bind(statement, index, dictionary.id(text));
  }

  void time(int index, string_view text) {
    if (text.data() == nullptr) sqlite3_bind_null(task_, index);
    else bind(task_, index, milliseconds(text));
  }

  bool write_task(const Event &event, int64_t logged_at, int64_t log_stream) {
    const auto &text = event.text;
    bind(task_, 1, logged_at);
    bind(task_, 2, log_stream);
    bind(task_, 3, not_judged);
    bind_arn(task_, 4, text[kTaskARN], task_id_);
    bind_uuid(task_, 6, text[kEventID], event_id_);
    intern(task_, 7, text[kAccount], words);
    intern(task_, 8, text[kRegion], words);
    // The archive keeps 0 where the event's time is `updatedAt` cut to the second.
    const int64_t event_at = milliseconds(text[kTime]), updated_at = milliseconds(text[kUpdated]);
    bind(task_, 9, event_at == updated_at - updated_at % 1000 ? 0 : event_at);
    intern(task_, 10, text[kCluster], clusters);
    intern(task_, 11, text[kDefinition], task_definitions);
    intern(task_, 12, text[kGroup], task_groups);
    intern(task_, 13, text[kStarter], starters);
    bind(task_, 14, event.version);
    intern(task_, 15, text[kStopCode], words);
    intern(task_, 16, text[kReason], reasons);
    for (int i = 0; i < 9; i++) time(17 + i, text[kCreated + i]);
    for (int i = 0; i < 8; i++) intern(task_, 26 + i, text[kDesired + i], words);
    if (text[kInstance].data() != nullptr) {
      bind_arn(task_, 34, text[kInstance], instance_id_);
    } else {
      sqlite3_bind_null(task_, 34);
      sqlite3_bind_null(task_, 35);
    }
    bind_digits(task_, 36, text[kCPU]);
    bind_digits(task_, 37, text[kMemory]);
    optional(38, event.execute_command);
    optional(39, event.storage);
    fragment(40, event.attributes);
    fragment(41, event.overrides);
    run(task_);
    return sqlite3_changes(database) > 0;
  }

  void fragment(int index, const std::string &json) {
    if (json.empty()) sqlite3_bind_null(task_, index);
    else bind(task_, index, fragments.id(json));
  }

  void optional(int index, int64_t value) {
    if (value < 0) sqlite3_bind_null(task_, index);
    else bind(task_, index, value);
  }

  void write_attachment(const Attachment &row, int64_t id) {
    bind(attachment_, 1, id);
    bind_uuid(attachment_, 2, row.id, bytes_[0]);
    intern(attachment_, 3, row.type, words);
    intern(attachment_, 4, row.status, words);
    intern(attachment_, 5, row.subnet, subnets);
    for (int index = 6; index <= 9; index++) sqlite3_bind_null(attachment_, index);
    if (row.interface_id.size() == 21 && read_hex(row.interface_id.substr(5), bytes_[1].bytes)) {
      bind_bytes(attachment_, 6, bytes_[1], 8);
    }
    if (row.mac.size() == 17) {
      for (size_t i = 0; i < 6; i++) read_hex(row.mac.substr(i * 3, 2), bytes_[2].bytes + i);
      bind_bytes(attachment_, 7, bytes_[2], 6);
    }
    // The name follows from the address and the region.
    if (row.dns_name.data() != nullptr) bind(attachment_, 8, 1);
    if (row.address.data() != nullptr) bind_address(attachment_, 9, row.address, bytes_[3]);
    run(attachment_);
  }

  void write_container(const Event &event, size_t position, int64_t id) {
    const Container &row = event.containers[position];
    bind(container_, 1, id);
    bind_uuid(container_, 2, row.arn.substr(row.arn.rfind('/') + 1), bytes_[0]);
    intern(container_, 3, row.name, container_names);
    intern(container_, 4, row.image, images);
    intern(container_, 5, row.digest, image_digests);
    if (row.runtime.data() == nullptr) sqlite3_bind_null(container_, 6);
    else if (row.runtime.size() > 33 && row.runtime[32] == '-') bind_digits(container_, 6, row.runtime.substr(33));
    else if (row.runtime.size() == 64 && read_hex(row.runtime, bytes_[1].bytes)) bind_bytes(container_, 6, bytes_[1], 32);
    else bind_text(container_, 6, row.runtime);
    if (row.has_exit_code) bind(container_, 7, row.exit_code);
    else sqlite3_bind_null(container_, 7);
    intern(container_, 8, row.reason, reasons);
    intern(container_, 9, row.status, words);
    intern(container_, 10, row.health, words);
    digits(11, row.cpu);
    digits(12, row.memory);
    digits(13, row.reservation);
    sqlite3_bind_null(container_, 14);
    sqlite3_bind_null(container_, 15);
    // An interface of the task is named by its attachment's position.
    for (size_t i = 0; row.attachment.data() != nullptr && i < event.attachments.size(); i++) {
      if (event.attachments[i].id != row.attachment) continue;
      bind(container_, 14, int64_t(i));
      if (event.attachments[i].address == row.address) bind(container_, 15, int64_t(i));
    }
    run(container_);
  }

  void digits(int index, string_view text) {
    if (text.data() == nullptr) sqlite3_bind_null(container_, index);
    else bind_digits(container_, index, text);
  }

  sqlite3_stmt *task_, *container_, *attachment_;
  Bytes task_id_, event_id_, instance_id_, bytes_[4];
};

// MARK: - Files

/// Inflates a file of any number of members; the text is followed by the padding that simdjson reads over.
size_t inflate_file(const std::string &path, std::vector<char> &out) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> packed((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  z_stream stream{};
  if (inflateInit2(&stream, 47) != Z_OK) fail("zlib");
  stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
  stream.avail_in = uInt(packed.size());
  size_t length = 0;
  while (stream.avail_in > 0) {
    if (out.size() < length + (1 << 20) + simdjson::SIMDJSON_PADDING) out.resize(out.size() * 2 + (4 << 20));
    const size_t room = out.size() - length - simdjson::SIMDJSON_PADDING;
    stream.next_out = reinterpret_cast<Bytef *>(out.data() + length);
    stream.avail_out = uInt(std::min(room, size_t(1) << 30));
    const size_t before = stream.avail_out;
    const int code = inflate(&stream, Z_NO_FLUSH);
    length += before - stream.avail_out;
    if (code == Z_STREAM_END) {
      if (stream.avail_in > 0) inflateReset(&stream);
    } else if (code != Z_OK) {
      fail(path + ": damaged");
    }
  }
  inflateEnd(&stream);
  return length;
}

std::vector<std::filesystem::path> find_exports(const char *folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".gz") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

constexpr size_t records_per_transaction = 50'000;

}  // namespace

int main(int count, char **arguments) {
  if (count < 4) fail("usage: bare-loop ARCHIVE FOLDER SCHEMA.sql…");
  if (sqlite3_open(arguments[1], &database) != SQLITE_OK) fail("cannot open the archive");
  for (int i = 3; i < count; i++) {
    std::ifstream schema(arguments[i]);
    execute(std::string((std::istreambuf_iterator<char>(schema)), std::istreambuf_iterator<char>()));
  }
  execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF;"
      "PRAGMA cache_size = -65536; PRAGMA mmap_size = 1099511627776; PRAGMA temp_store = MEMORY");

  execute("BEGIN IMMEDIATE");
  Writer writer;
  simdjson::dom::parser parser;
  std::vector<char> text;
  Event event;
  size_t records = 0, skipped = 0, open_records = 0;
  for (const auto &path : find_exports(arguments[2])) {
    if (open_records >= records_per_transaction) {
      execute("COMMIT; BEGIN IMMEDIATE");
      open_records = 0;
    }
    const size_t length = inflate_file(path, text);
    const int64_t log_stream = log_streams.id(path.parent_path().filename().string());
    for (size_t start = 0; start < length;) {
      const void *found = memchr(text.data() + start, '\n', length - start);
      const size_t end = found ? size_t(static_cast<const char *>(found) - text.data()) : length;
      // `2026-01-31T09:30:00.000Z {…}`
      const string_view line(text.data() + start, end - start);
      element value;
      if (line.size() < 26 || parser.parse(line.data() + 25, line.size() - 25, false).get(value)) {
        fail(path.string() + ": a line that is not a record");
      }
      read_event(value, event);
      records++;
      open_records++;
      if (event.text[kDetailType] == "ECS Task State Change" && event.text[kLastStatus] == "STOPPED") {
        writer.write(event, milliseconds(line.substr(0, 24)), log_stream);
      } else {
        skipped++;
      }
      start = end + 1;
    }
  }
  execute("COMMIT");
  std::printf("{\"records\": %zu, \"tasks\": %zu, \"containers\": %zu, \"attachments\": %zu, \"duplicates\": %zu, "
              "\"skipped\": %zu}\n",
              records, writer.tasks, writer.containers, writer.attachments, writer.duplicates, skipped);
  // A process that ends closes its files; the log of the last commits goes into the archive as at a close of ours.
  for (sqlite3_stmt *statement = nullptr; (statement = sqlite3_next_stmt(database, nullptr));) sqlite3_finalize(statement);
  sqlite3_close(database);
}
