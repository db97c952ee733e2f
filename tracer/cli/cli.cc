#include "cli/cli.h"

#include <iostream>
#include <optional>

#include "cli/waiting.h"
#include "record/record.h"
#include "view/answer.h"

namespace eyewall::cli {
namespace {

constexpr std::uint64_t kManyBytes = std::uint64_t{1} << 26;  // fewer are read at once

}  // namespace

void say(std::string_view text) {
  std::cerr << "eyewall: " << text << '\n';
}

void put_json(const nlohmann::ordered_json& value) {
  std::cout << view::dumped(value) << '\n';
}

void say_cut_off(const std::string& path, read::Seq last) {
  say((path == "-" ? "the trace" : path) + " is cut off " +
      (last == 0 ? std::string("before its first event") : "after event " + std::to_string(last)));
}

void require_header(const std::string& path, const read::Header& header) {
  if (header.version != 0) return;
  throw read::Error(path, 1, 1, "this is no trace: it is empty, or cut off before its header ends");
}

read::Trace load(const std::string& path) {
  std::optional<Waiting> waiting;
  read::Trace trace = read::Trace::load(path, [&waiting](std::uint64_t done, std::uint64_t all) {
    if (!waiting) waiting.emplace(all, kManyBytes);
    waiting->tell(done);
  });
  waiting.reset();
  require_header(path, trace.header());
  if (!trace.complete()) say_cut_off(path, trace.events().size());
  return trace;
}

void take_trace(CLI::App& command, std::string& path) {
  command.add_option("TRACE", path, "the trace; - reads standard input")->required()->type_name("");
}

CLI::Option* take_payload(CLI::App& command, std::string& payload) {
  const auto check = [](const std::string& word) {
    return record::payload_named(word) ? "" : "must be full, none or a number of bytes";
  };
  return command
      .add_option("--payload", payload, "payload bytes to keep: full, none or a number (256)")
      ->check(CLI::Validator(check, ""))
      ->type_name("N");
}

}  // namespace eyewall::cli
