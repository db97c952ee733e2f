#include <string>

#include "read/line.h"

namespace eyewall::read {
namespace {

using json::Bad;
using json::Cursor;

std::vector<std::string> strings(Cursor& in) {
  std::vector<std::string> list;
  in.expect('[');
  if (in.accept(']')) return list;
  do {
    list.emplace_back(in.string());
  } while (in.accept(','));
  in.expect(']');
  return list;
}

std::string payload(Cursor& in) {
  if (in.peek() != '"') return std::to_string(in.natural());
  return std::string(in.string());
}

void version(Cursor& in, Header& header) {
  in.peek();
  const std::size_t from = in.offset();
  header.version = in.integer();
  if (header.version > kVersion) {
    in.fail(from, "the trace is of format " + std::to_string(header.version) +
                      ", written by a newer Eyewall; this one reads format " +
                      std::to_string(kVersion));
  }
  if (header.version < 1) in.fail(from, "there is no such format of traces");
}

void entry(Cursor& in, std::string_view key, Header& header) {
  if (key == "eyewall") {
    version(in, header);
  } else if (key == "program") {
    header.program = in.string();
  } else if (key == "pid") {
    header.pid = in.integer();
  } else if (key == "argv") {
    header.argv = strings(in);
  } else if (key == "clock") {
    header.clock = in.string();
  } else if (key == "start") {
    header.start = in.string();
  } else if (key == "payload") {
    header.payload = payload(in);
  } else {
    in.skip();
  }
}

constexpr char kNoHeader[] =
    "this is no Eyewall trace: its first line must be {\"eyewall\":1,...}";

}  // namespace

Header parse_header(std::string_view line) {
  Cursor in(line);
  Header header;
  header.json = line;
  if (in.peek() != '{') throw Bad{in.offset(), kNoHeader};
  in.expect('{');
  bool first = true;
  do {
    if (in.peek() != '"') throw Bad{in.offset(), kNoHeader};
    const std::size_t from = in.offset();
    const std::string key(in.string());
    if (first && key != "eyewall") throw Bad{from, kNoHeader};
    first = false;
    in.expect(':');
    entry(in, key, header);
  } while (in.accept(','));
  in.expect('}');
  in.finish();
  return header;
}

bool is_footer(std::string_view line) {
  if (line.starts_with("{\"seq\":")) return false;  // nearly every line
  constexpr std::string_view key = "\"eyewall_end\"";
  const std::size_t brace = line.find_first_not_of(" \t\r");
  if (brace == std::string_view::npos || line[brace] != '{') return false;
  const std::size_t quote = line.find_first_not_of(" \t\r", brace + 1);
  return quote != std::string_view::npos && line.substr(quote, key.size()) == key;
}

std::uint64_t parse_footer(std::string_view line) {
  Cursor in(line);
  std::uint64_t events = 0;
  bool counted = false;
  in.expect('{');
  do {
    const std::string key(in.string());
    in.expect(':');
    if (key == "events") {
      events = in.natural();
      counted = true;
    } else {
      in.skip();
    }
  } while (in.accept(','));
  in.expect('}');
  in.finish();
  if (!counted) throw Bad{0, "the footer does not say how many events the trace has"};
  return events;
}

}  // namespace eyewall::read
