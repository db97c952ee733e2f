#include "export/chrome.h"

#include <algorithm>
#include <limits>

#include "explain/narrate.h"

namespace eyewall::exports {
namespace {

// Importers keep 31 bits of it, and mean something else by 0.
std::int64_t pid_of(const read::Header& header) {
  constexpr auto most = std::numeric_limits<std::int32_t>::max();
  return header.pid > 0 && header.pid <= most ? header.pid : 1;
}

}  // namespace

Chrome::Chrome(const read::Trace& trace, Plan& plan)
    : trace_(trace), plan_(plan), planned_(&plan), pid_(pid_of(trace.header())) {}

Chrome::Chrome(const read::Trace& trace, const Plan& plan, std::ostream& out)
    : trace_(trace), plan_(plan), out_(out), pid_(pid_of(trace.header())) {
  const read::Header& header = trace.header();
  *out_ << "{\"displayTimeUnit\":\"ns\",\n\"eyewall\":{\"header\":"
        << (header.version == 0 ? std::string_view("null") : header.json)
        << ",\"events\":" << trace.events().size()
        << ",\"complete\":" << (trace.complete() ? "true" : "false") << "},\n\"traceEvents\":[";
}

void Chrome::finish() {
  if (out_) *out_ << "\n]}\n";
}

void Chrome::stamp(std::int64_t t) {
  time_ = taken_ = std::max(t, taken_ + 1);
}

// Takes the time, and begins the record where it is to be written: the caller goes on, and closes
// it.
bool Chrome::open(char phase, std::uint32_t thread, std::int64_t t) {
  stamp(t);
  if (!out_) return false;
  put_front(phase, thread);
  put_time("ts", time_);
  return true;
}

void Chrome::put_front(char phase, std::uint32_t thread) {
  *out_ << (first_ ? "\n" : ",\n") << "{\"ph\":\"" << phase << "\",\"pid\":" << pid_
        << ",\"tid\":" << std::uint64_t{thread} + 1;  // 0 is no thread
  first_ = false;
}

// Microseconds with three decimals.
void Chrome::put_time(std::string_view key, std::int64_t ns) {
  const auto digit = [](std::int64_t value) { return static_cast<char>('0' + value % 10); };
  *out_ << ",\"" << key << "\":" << ns / 1000 << '.' << digit(ns / 100) << digit(ns / 10)
        << digit(ns);
}

void Chrome::put_names(std::string_view name, std::string_view category) {
  *out_ << ",\"cat\":\"" << category << "\",\"name\":";
  out_->json(name);
}

void Chrome::put_args(const read::Event& event) {
  *out_ << ",\"args\":{\"sentence\":";
  out_->json(explain::sentence(event)) << ",\"seq\":" << event.seq;
  if (event.file.empty()) return;
  *out_ << ",\"at\":";
  out_->json(std::string(event.file) + ':' + std::to_string(event.line));
}

void Chrome::put_metadata(std::string_view what, std::uint32_t thread) {
  put_front('M', thread);
  *out_ << ",\"name\":\"" << what << "\",\"args\":{";
}

void Chrome::process(std::string_view name) {
  if (!out_) return;
  put_metadata("process_name", 0);
  *out_ << "\"name\":";
  out_->json(name) << "}}";
  put_metadata("process_sort_index", 0);
  *out_ << "\"sort_index\":0}}";
}

void Chrome::thread(std::uint32_t thread, std::string_view name) {
  if (!out_) return;
  put_metadata("thread_name", thread);
  *out_ << "\"name\":";
  out_->json(name) << "}}";
  put_metadata("thread_sort_index", thread);
  *out_ << "\"sort_index\":" << thread << "}}";
}

std::size_t Chrome::begin(const read::Event& event, std::string_view name,
                          std::string_view category) {
  const std::size_t slice = slices_++;
  if (planned_ != nullptr) planned_->emplace_back();
  if (!open('X', event.thread, event.t)) return slice;
  const End& end = plan_[slice];
  put_time("dur", end.time - time_);
  put_names(name, category);
  put_args(event);
  if (const read::Event* const ender = trace_.by_seq(end.event)) {
    *out_ << ",\"ended\":";
    out_->json(explain::sentence(*ender)) << ",\"ended_seq\":" << ender->seq;
  }
  *out_ << "}}";
  return slice;
}

void Chrome::end(std::size_t slice, std::int64_t t, const read::Event* event) {
  stamp(t);
  if (planned_ != nullptr) (*planned_)[slice] = {time_, event == nullptr ? 0 : event->seq};
}

// A slice of a nanosecond.
bool Chrome::open_tiny(const read::Event& event) {
  const bool writes = open('X', event.thread, event.t);
  taken_ = time_ + 1;  // where it ends
  if (writes) *out_ << ",\"dur\":0.001";
  return writes;
}

void Chrome::point(const read::Event& event) {
  if (!open_tiny(event)) return;
  put_names(event.kind_name, "event");
  put_args(event);
  *out_ << "}}";
}

void Chrome::instant(const read::Event& event, std::string_view name) {
  if (!open('i', event.thread, event.t)) return;
  *out_ << ",\"s\":\"t\"";
  put_names(name, "event");
  put_args(event);
  *out_ << "}}";
}

bool Chrome::put_tiny(const read::Event& event, std::string_view what, read::Seq other) {
  if (!open_tiny(event)) return false;
  *out_ << ",\"cat\":\"cause\",\"name\":\"" << what << ' ' << other
        << "\",\"args\":{\"seq\":" << event.seq << "}}";
  return true;
}

// Right behind the tiny slice that holds this end of it.
void Chrome::put_arrow(char phase, std::uint32_t thread, read::Seq effect) {
  put_front(phase, thread);
  put_time("ts", time_);
  *out_ << ",\"cat\":\"cause\",\"name\":\"cause\",\"id\":" << effect
        << (phase == 'f' ? ",\"bp\":\"e\"}" : "}");
}

void Chrome::leave(const read::Event& cause, read::Seq effect) {
  if (put_tiny(cause, "causes", effect)) put_arrow('s', cause.thread, effect);
}

void Chrome::arrive(const read::Event& effect) {
  if (put_tiny(effect, "caused by", effect.cause)) put_arrow('f', effect.thread, effect.seq);
}

void Chrome::track(Step step, const Track& track, const read::Event& event,
                   std::string_view status) {
  if (!open(static_cast<char>(step), event.thread, event.t)) return;
  put_names(step == Step::changed ? event.kind_name : track.name, track.category);
  // Begin and end are shown as one: their arguments must have different names.
  const bool ended = step == Step::ended;
  *out_ << ",\"id\":\"" << track.number << "\",\"args\":{\"" << (ended ? "end" : "status")
        << "\":\"" << status << "\",\"" << (ended ? "ended_seq" : "seq") << "\":" << event.seq
        << "}}";
}

void Chrome::left_open(const Track& track, std::uint32_t thread, std::int64_t t,
                       std::string_view status) {
  if (!open('e', thread, t)) return;
  put_names(track.name, track.category);
  *out_ << ",\"id\":\"" << track.number << "\",\"args\":{\"end\":\"" << status
        << ", to the trace's end\"}}";
}

void Chrome::counter(std::string_view name, std::size_t value, const read::Event& event) {
  if (!open('C', event.thread, event.t)) return;
  put_names(name, "queue");
  *out_ << ",\"args\":{\"count\":" << value << "}}";
}

}  // namespace eyewall::exports
