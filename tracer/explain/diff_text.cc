#include "explain/diff_text.h"

#include <algorithm>
#include <functional>

namespace eyewall::explain {
namespace {

using trace::Field;
using trace::FieldType;
using trace::Kind;

constexpr unsigned kSortBits = 56;  // an object: its sort above them, its number below

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

Meaning::Object object(Field field, std::uint64_t number) {
  return static_cast<std::uint64_t>(field) << kSortBits |
         (number & ((std::uint64_t{1} << kSortBits) - 1));
}

std::uint64_t number(const read::Event& event, Field field) {
  return static_cast<std::uint64_t>(event.integer(field));
}

// conn of conn7
std::string_view without_number(std::string_view name) {
  while (!name.empty() && is_digit(name.back())) name.remove_suffix(1);
  return name;
}

// Ports differ from run to run: "127.0.0.1:48539" becomes "127.0.0.1:N".
std::string without_ports(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    out += text[at];
    const bool behind_host = at > 0 && (is_digit(text[at - 1]) || text[at - 1] == ']' ||
                                        text.substr(0, at).ends_with("localhost"));
    if (text[at] != ':' || !behind_host || at + 1 == text.size() || !is_digit(text[at + 1]))
      continue;
    while (at + 1 < text.size() && is_digit(text[at + 1])) ++at;
    out += 'N';
  }
  return out;
}

// The path of a URL: scheme and host are an address.
std::string_view path_of(std::string_view url) {
  const std::size_t host = url.find("://");
  if (host == std::string_view::npos) return url;
  const std::size_t path = url.find('/', host + 3);
  return path == std::string_view::npos ? "/" : url.substr(path);
}

// A key that a Runner has made itself is only a number.
std::string_view key_of(std::string_view key) {
  return key.starts_with('#') ? "#" : key;
}

// The fields that this version knows, in the order of the table: a file may have them in any.
std::vector<const read::Value*> ordered(const read::Event& event) {
  std::vector<const read::Value*> values;
  for (const read::Value& value : event.values) {
    if (value.known()) values.push_back(&value);
  }
  std::stable_sort(values.begin(), values.end(),
                   [](const auto* a, const auto* b) { return a->field() < b->field(); });
  return values;
}

// What a value says that is the same in every run; empty: nothing.
std::string lasting(const read::Event& event, const read::Value& value) {
  switch (value.field()) {
    case Field::who:
      return std::string(without_number(value.text()));
    case Field::url:
      return std::string(path_of(value.text()));
    case Field::key:
      return std::string(key_of(value.text()));
    case Field::text:
    case Field::error:
      return without_ports(value.text());
    case Field::timeout_ns:
      return value.integer() == 0 ? "without waiting" : "waiting";
    case Field::result:
      return value.integer() < 0 ? "in vain" : "";
    case Field::ready:
      return event.is(Kind::poll_end) ? (value.integer() > 0 ? "some" : "none")
                                      : std::to_string(value.integer());
    case Field::program:
    case Field::data:
    case Field::address:
    case Field::host:
      return {};
    default:
      break;
  }
  const FieldType type = trace::info(value.field()).type;
  const bool counts = type == FieldType::Int && value.field() != Field::status;
  return counts || type == FieldType::ObjectId ? "" : read::display(value);
}

}  // namespace

Meaning::Meaning(const read::Trace& trace, trace::Level level) : trace_(trace), level_(level) {
  for (const read::Event& event : trace.events()) {
    if (!event.kind) continue;
    const std::string_view text = event.text(Field::name);
    if (event.is(Kind::gen_new)) name(Field::gen, event, text);
    if (event.is(Kind::future_new)) name(Field::future, event, text);
    if (event.is(Kind::executor_submit)) {
      name(Field::task, event, text);
      name(Field::future, event, text);
    }
    if (event.is(Kind::runner_new)) {
      const auto made = names_.find(object(Field::gen, number(event, Field::gen)));
      if (made == names_.end()) continue;
      name(Field::runner, event, made->second);
      name(Field::future, event, made->second);
    }
  }
}

void Meaning::name(Field field, const read::Event& event, std::string_view text) {
  if (text.empty() || !event.has(field)) return;
  names_[object(field, number(event, field))] = text;
}

std::vector<Meaning::Object> Meaning::objects(const read::Event& event) {
  std::vector<Object> found;
  for (const read::Value* value : ordered(event)) {
    const FieldType type = trace::info(value->field()).type;
    if (type == FieldType::ObjectId) {
      found.push_back(object(value->field(), static_cast<std::uint64_t>(value->integer())));
    } else if (type == FieldType::Who) {
      found.push_back(object(value->field(), std::hash<std::string_view>()(value->text())));
    }
  }
  return found;
}

// The kind, and the first name that there is: its own, its descriptor's, its object's.
std::string Meaning::title(const read::Event& event) const {
  std::string text(event.kind_name);
  if (const std::string_view own = event.text(Field::name); !own.empty()) {
    return text.append(" ").append(own);
  }
  if (const std::string_view who = event.text(Field::who); !who.empty()) {
    return text.append(" ").append(without_number(who));
  }
  for (const Object each : objects(event)) {
    const auto known = names_.find(each);
    if (known != names_.end()) return text.append(" ").append(known->second);
  }
  return text;
}

// What encloses the event, among what is compared.
const read::Event* Meaning::around(const read::Event& event) const {
  const read::Event* at = &event;
  do {
    at = at->in < at->seq ? trace_.by_seq(at->in) : nullptr;
  } while (at != nullptr && at->level() > level_);
  return at;
}

std::string Meaning::of(const read::Event& event) const {
  std::string text = title(event);
  for (const read::Value* value : ordered(event)) {
    if (value->field() == Field::name) continue;
    if (const std::string says = lasting(event, *value); !says.empty()) {
      text.append(" ").append(value->name()).append("=").append(says);
    }
  }
  if (event.thread != 0) text += " elsewhere";
  const read::Event* const cause = trace_.by_seq(event.cause);
  if (cause != nullptr && cause->level() <= level_) text += ", caused by " + title(*cause);
  if (const read::Event* const outer = around(event)) text += ", in " + title(*outer);
  return text;
}

}  // namespace eyewall::explain
