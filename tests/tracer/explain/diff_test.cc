// Two traces, compared.
#include "explain/diff.h"

#include <gmock/gmock.h>

#include <sstream>

#include "tracer/explain/given.h"
#include "tracer/model/given.h"

namespace eyewall::explain {
namespace {

using json = nlohmann::ordered_json;  // the header's first key is its first

// The lines of a trace as JSON, to be changed; header first.
std::vector<json> lines_of(const std::string& scenario) {
  std::ifstream in(EYEWALL_SOURCE_DIR "/tests/tracer/explain/data/" + scenario + ".jsonl");
  std::vector<json> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
  return lines;
}

read::Trace trace_of(const std::vector<json>& lines) {
  std::string text;
  for (const json& line : lines) text += line.dump() + "\n";
  return read::Trace::parse(text);
}

// Swaps two events: each gets the other's place and keeps what it says.
void swap_events(std::vector<json>& lines, std::size_t a, std::size_t b) {
  std::swap(lines[a], lines[b]);
  for (const char* field : {"seq", "t"}) std::swap(lines[a][field], lines[b][field]);
}

std::string counts(const Diff& diff) {
  return std::to_string(diff.moved) + " moved, " + std::to_string(diff.missing) + " missing, " +
         std::to_string(diff.extra) + " extra";
}

std::string kinds(const read::Trace& a, const read::Trace& b, const Diff& diff) {
  std::string text;
  for (const DiffEntry& entry : diff.entries) {
    if (entry.change == Change::same) continue;
    const bool of_b = entry.change == Change::extra || entry.change == Change::moved_to;
    const read::Event& event = of_b ? *b.by_seq(entry.b) : *a.by_seq(entry.a);
    const char sign = "?-+<>"[static_cast<int>(entry.change)];
    text += (text.empty() ? "" : " ") + (sign + std::string(event.kind_name));
  }
  return text;
}

TEST(Diff, OfATraceWithItselfIsNothing) {
  for (const std::string& path : model::shipped()) {
    const read::Trace trace = read::Trace::load(path);
    const Diff found = diff(trace, trace, trace::Level::syscall);
    EXPECT_TRUE(found.equal()) << path << ": " << counts(found);
    EXPECT_EQ(found.same, trace.events().size());
  }
}

TEST(Diff, CountsOnlyWhatItsLevelShows) {
  const read::Trace trace = given_trace("chunked-2pkt");
  const auto shown = [&](trace::Level level) {
    return static_cast<std::size_t>(
        std::count_if(trace.events().begin(), trace.events().end(),
                      [&](const read::Event& event) { return event.level() <= level; }));
  };
  for (const auto level : {trace::Level::coroutine, trace::Level::loop, trace::Level::syscall}) {
    EXPECT_EQ(diff(trace, trace, level).same, shown(level));
  }
}

TEST(Diff, OfAnotherResponseFindsWhatOnlyTheOneHas) {
  const read::Trace a = given_trace("length-2pkt");
  const read::Trace b = given_trace("chunked-2pkt");
  const Diff found = diff(a, b);
  EXPECT_GT(found.same, 100U);
  std::size_t chunks = 0;
  for (const DiffEntry& entry : found.entries) {
    if (entry.change != Change::extra) continue;
    chunks += b.by_seq(entry.b)->is(trace::Kind::http_chunk);
  }
  EXPECT_EQ(chunks, 2U);
  // The other way round, missing is extra.
  const Diff back = diff(b, a);
  EXPECT_EQ(back.missing, found.extra);
  EXPECT_EQ(back.extra, found.missing);
}

TEST(Diff, AtTheLevelOfCoroutinesTheTwoResponsesAreTheSame) {
  const read::Trace a = given_trace("length-2pkt");
  const read::Trace b = given_trace("chunked-2pkt");
  EXPECT_TRUE(diff(a, b, trace::Level::coroutine).equal());
}

TEST(Diff, OfOneEventTakenOutIsThatEvent) {
  const read::Trace whole = given_trace("chunked-2pkt");
  const read::Trace less = Edited("chunked-2pkt").drop("stream.write").trace();
  const Diff found = diff(whole, less);
  EXPECT_EQ(kinds(whole, less, found), "-stream.write");
  EXPECT_EQ(kinds(less, whole, diff(less, whole)), "+stream.write");
}

TEST(Diff, OfTwoEventsSwappedIsAMove) {
  std::vector<json> lines = lines_of("chunked-2pkt");
  const read::Trace a = trace_of(lines);
  ASSERT_EQ(lines[64]["kind"], "stream.write");
  ASSERT_EQ(lines[63]["kind"], "http.request");
  swap_events(lines, 63, 64);
  const read::Trace b = trace_of(lines);
  const Diff found = diff(a, b);
  EXPECT_EQ(counts(found), "1 moved, 0 missing, 0 extra");
  EXPECT_THAT(kinds(a, b, found),
              testing::AnyOf("<http.request >http.request", "<stream.write >stream.write",
                             ">stream.write <stream.write"));
}

TEST(Diff, OfAnEventFarFromItsPlaceIsAMove) {
  const read::Trace a = given_trace("chunked-2pkt");
  const read::Trace b = Edited("chunked-2pkt").put_last("stream.connect").trace();
  const Diff found = diff(a, b);
  EXPECT_EQ(kinds(a, b, found), "<stream.connect >stream.connect");
}

// Every number that a run gives anew.
void renumber(json& line) {
  const std::map<std::string, int> shifts = {
      {"cb", 100},    {"timer", 7},     {"future", 31}, {"gen", 5},         {"runner", 8},
      {"stream", 12}, {"call", 3},      {"task", 9},    {"fd", 20},         {"bytes", 1},
      {"count", 2},   {"t", 5'000'000}, {"port", 1000}, {"deadline_ns", 77}};
  for (const auto& [field, shift] : shifts) {
    if (line.contains(field)) line[field] = line[field].get<std::int64_t>() + shift;
  }
  if (line.contains("who")) line["who"] = line["who"].get<std::string>() + "0";
  if (line.contains("url")) line["url"] = "http://localhost:4711/";
  if (line.contains("address")) line["address"] = "[::1]:4711";
  if (line.contains("host")) line["host"] = "localhost";
  if (line.contains("at")) line["at"] = "elsewhere.cc:1";
  if (line.contains("data")) line["data"] = "other bytes";
}

TEST(Diff, OfOtherNumbersAddressesAndTimesIsNothing) {
  for (const char* scenario : {"chunked-2pkt", "early-close", "keep-alive-2"}) {
    std::vector<json> lines = lines_of(scenario);
    const read::Trace a = trace_of(lines);
    for (json& line : lines) renumber(line);
    const read::Trace b = trace_of(lines);
    const Diff found = diff(a, b, trace::Level::syscall);
    EXPECT_TRUE(found.equal()) << scenario << ": " << counts(found) << " " << kinds(a, b, found);
  }
}

TEST(Diff, OfFieldsInAnotherOrderIsNothing) {
  std::vector<json> lines = lines_of("chunked-2pkt");
  const read::Trace a = trace_of(lines);
  for (std::size_t i = 1; i < lines.size(); ++i) lines[i] = json(nlohmann::json(lines[i]));
  const Diff found = diff(a, trace_of(lines), trace::Level::syscall);
  EXPECT_TRUE(found.equal()) << counts(found);
}

TEST(Diff, OfAnotherNameStatusOrMaskIsADifference) {
  const std::vector<std::pair<std::string, json>> changes = {
      {"name", "on_other"}, {"status", 404},    {"events", {"WRITE"}}, {"how", "close"},
      {"method", "PUT"},    {"error", "EBADF"}, {"done", false},       {"point", "Multi"}};
  for (const auto& [field, value] : changes) {
    std::vector<json> lines = lines_of("chunked-2pkt");
    const read::Trace a = trace_of(lines);
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
      if (!line->contains(field) || (*line)[field] == value) continue;
      (*line)[field] = value;
      break;
    }
    const read::Trace b = trace_of(lines);
    EXPECT_FALSE(diff(a, b, trace::Level::syscall).equal()) << field;
  }
}

TEST(Diff, OfAnotherCauseOrAnotherPlaceInsideIsADifference) {
  for (const char* field : {"cause", "in"}) {
    std::vector<json> lines = lines_of("chunked-2pkt");
    const read::Trace a = trace_of(lines);
    const auto line = std::find_if(lines.rbegin(), lines.rend(), [&](const json& each) {
      return each["kind"] == (field == std::string("in") ? "callback.add" : "callback.begin");
    });
    (*line)[field] = 3;
    EXPECT_FALSE(diff(a, trace_of(lines)).equal()) << field;
  }
}

// Two streams that are made, read and are closed, in that order or the other.
read::Trace two_streams(const std::vector<int>& closed) {
  Given given;
  for (const int stream : {1, 2}) {
    given.event("stream.new", R"("fd":7,"stream":)" + std::to_string(stream));
    given.event("stream.read", R"("stream":)" + std::to_string(stream));
  }
  for (const int stream : closed) {
    given.event("stream.close", R"("stream":)" + std::to_string(stream));
  }
  return given.trace();
}

TEST(Diff, OfTwoStreamsThatChangeRolesIsADifference) {
  EXPECT_TRUE(diff(two_streams({1, 2}), two_streams({1, 2})).equal());
  const Diff found = diff(two_streams({1, 2}), two_streams({2, 1}));
  EXPECT_EQ(counts(found), "2 moved, 0 missing, 0 extra");
}

read::Trace threads(const std::vector<std::pair<std::string, int>>& events) {
  Given given;
  for (const auto& [name, thread] : events) {
    given.event("note", R"("text":")" + name + '"' +
                            (thread == 0 ? "" : R"(,"thread":)" + std::to_string(thread)));
  }
  return given.trace();
}

TEST(Diff, DoesNotCareHowThreadsInterleaveOrWhichWorkerIsTheSecond) {
  const read::Trace a = threads({{"a", 0}, {"x", 1}, {"b", 0}, {"y", 2}, {"z", 2}});
  EXPECT_TRUE(diff(a, threads({{"a", 0}, {"b", 0}, {"y", 1}, {"x", 2}, {"z", 1}})).equal());
  const Diff inside = diff(a, threads({{"a", 0}, {"x", 1}, {"b", 0}, {"z", 2}, {"y", 2}}));
  EXPECT_EQ(counts(inside), "1 moved, 0 missing, 0 extra");
  const Diff elsewhere = diff(a, threads({{"a", 0}, {"x", 0}, {"b", 0}, {"y", 2}, {"z", 2}}));
  EXPECT_EQ(counts(elsewhere), "0 moved, 1 missing, 1 extra");
}

TEST(Diff, HoldsForTracesThatMakeNoSense) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const read::Trace a = model::given(model::Generator(seed).events(300));
    const read::Trace b = model::given(model::Generator(seed + 100).events(200));
    const Diff found = diff(a, b, trace::Level::syscall);
    EXPECT_EQ(found.same + found.moved + found.missing, a.events().size());
    EXPECT_EQ(found.same + found.moved + found.extra, b.events().size());
    EXPECT_TRUE(diff(a, a, trace::Level::syscall).equal());
  }
}

TEST(Diff, OfNothingIsEverythingMissing) {
  const read::Trace trace = given_trace("request-at-once");
  const read::Trace nothing = Given().trace();
  EXPECT_EQ(diff(trace, nothing, trace::Level::syscall).missing, trace.events().size());
  EXPECT_TRUE(diff(nothing, nothing).equal());
}

}  // namespace
}  // namespace eyewall::explain
