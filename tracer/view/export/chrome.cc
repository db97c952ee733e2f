#include "export/chrome.h"

#include <algorithm>
#include <limits>

#include "explain/narrate.h"

namespace eyewall::exports {
namespace {

constexpr std::string_view kTiny = ",\"dur\":0.001";  // a nanosecond

// Importers keep 32 bits of it, and mean something else by 0.
std::int64_t pid_of(const read::Header& header) {
  constexpr auto most = std::numeric_limits<std::int32_t>::max();
  return header.pid > 0 && header.pid <= most ? header.pid : 1;
}

}  // namespace

Chrome::Chrome(std::ostream& out, const read::Trace& trace)
    : out_(out), pid_(pid_of(trace.header())) {
  out_ << "{\"displayTimeUnit\":\"ns\",\n\"eyewall\":{\"header\":"
       << (trace.header().version == 0 ? "null" : std::string_view(trace.header().json))
       << ",\"events\":" << trace.events().size()
       << ",\"complete\":" << (trace.complete() ? "true" : "false") << "},\n\"traceEvents\":[";
}

void Chrome::finish() {
  out_ << "\n]}\n";
}

// {"ph":"B","pid":7,"tid":1: the caller goes on, and closes it.
void Chrome::open(char phase, std::uint32_t thread) {
  out_ << (first_ ? "\n" : ",\n") << "{\"ph\":\"" << phase << "\",\"pid\":" << pid_
       << ",\"tid\":" << std::uint64_t{thread} + 1;
  first_ = false;
}

void Chrome::stamp(std::int64_t t) {
  time_ = std::max(t, time_ + 1);
  put_time();
}

void Chrome::put_time() {
  const std::int64_t part = time_ % 1000;
  out_ << ",\"ts\":" << time_ / 1000 << '.' << static_cast<char>('0' + part / 100)
       << static_cast<char>('0' + part / 10 % 10) << static_cast<char>('0' + part % 10);
}

void Chrome::put_args(const read::Event& event) {
  out_ << ",\"args\":{\"sentence\":";
  out_.json(explain::sentence(event)) << ",\"seq\":" << event.seq;
  if (!event.file.empty()) {
    out_ << ",\"at\":";
    out_.json(std::string(event.file) + ':' + std::to_string(event.line));
  }
  out_ << "}}";
}

void Chrome::put_metadata(std::string_view what, std::uint32_t thread) {
  open('M', thread);
  out_ << ",\"name\":\"" << what << "\",\"args\":{";
}

void Chrome::process(std::string_view name) {
  put_metadata("process_name", 0);
  out_ << "\"name\":";
  out_.json(name) << "}}";
  put_metadata("process_sort_index", 0);
  out_ << "\"sort_index\":0}}";
}

void Chrome::thread(std::uint32_t thread, std::string_view name) {
  put_metadata("thread_name", thread);
  out_ << "\"name\":";
  out_.json(name) << "}}";
  put_metadata("thread_sort_index", thread);
  out_ << "\"sort_index\":" << thread << "}}";
}

void Chrome::begin(const read::Event& event, std::string_view name, std::string_view category) {
  open('B', event.thread);
  stamp(event.t);
  out_ << ",\"cat\":\"" << category << "\",\"name\":";
  out_.json(name);
  put_args(event);
}

void Chrome::end(std::uint32_t thread, std::int64_t t, const read::Event* event) {
  open('E', thread);
  stamp(t);
  if (event == nullptr) {
    out_ << '}';
  } else {  // the slice has the arguments of its begin: these must have other names
    out_ << ",\"args\":{\"ended\":";
    out_.json(explain::sentence(*event)) << ",\"ended_seq\":" << event->seq << "}}";
  }
}

void Chrome::point(const read::Event& event) {
  open('X', event.thread);
  stamp(event.t);
  out_ << kTiny << ",\"cat\":\"event\",\"name\":";
  out_.json(event.kind_name);
  put_args(event);
}

void Chrome::instant(const read::Event& event, std::string_view name) {
  open('i', event.thread);
  stamp(event.t);
  out_ << ",\"s\":\"t\",\"cat\":\"event\",\"name\":";
  out_.json(name);
  put_args(event);
}

void Chrome::put_tiny(const read::Event& event, std::string_view what, read::Seq other) {
  open('X', event.thread);
  stamp(event.t);
  out_ << kTiny << ",\"cat\":\"cause\",\"name\":\"" << what << ' ' << other
       << "\",\"args\":{\"seq\":" << event.seq << "}}";
}

// Right behind the tiny slice that holds this end of it.
void Chrome::put_arrow(char phase, std::uint32_t thread, read::Seq effect) {
  open(phase, thread);
  put_time();
  out_ << ",\"cat\":\"cause\",\"name\":\"cause\",\"id\":" << effect
       << (phase == 'f' ? ",\"bp\":\"e\"}" : "}");
}

void Chrome::leave(const read::Event& cause, read::Seq effect) {
  put_tiny(cause, "causes", effect);
  put_arrow('s', cause.thread, effect);
}

void Chrome::arrive(const read::Event& effect) {
  put_tiny(effect, "caused by", effect.cause);
  put_arrow('f', effect.thread, effect.seq);
}

void Chrome::put_track(char phase, const Track& track, std::uint32_t thread) {
  open(phase, thread);
  out_ << ",\"cat\":\"" << track.category << "\",\"id\":\"" << track.number << '"';
}

void Chrome::track(Step step, const Track& track, const read::Event& event,
                   std::string_view status) {
  put_track(static_cast<char>(step), track, event.thread);
  stamp(event.t);
  out_ << ",\"name\":";
  out_.json(step == Step::changed ? event.kind_name : track.name);
  // Begin and end are shown as one: their arguments must have different names.
  const std::string_view which = step == Step::ended ? "ended" : "seq";
  out_ << ",\"args\":{\"" << (step == Step::ended ? "end" : "status") << "\":\"" << status
       << "\",\"" << which << "\":" << event.seq << "}}";
}

void Chrome::left_open(const Track& track, std::uint32_t thread, std::int64_t t,
                       std::string_view status) {
  put_track('e', track, thread);
  stamp(t);
  out_ << ",\"name\":";
  out_.json(track.name) << ",\"args\":{\"end\":\"" << status << ", to the trace's end\"}}";
}

void Chrome::counter(std::string_view name, std::size_t value, const read::Event& event) {
  open('C', event.thread);
  stamp(event.t);
  out_ << ",\"name\":\"" << name << "\",\"args\":{\""
       << "count\":" << value << "}}";
}

}  // namespace eyewall::exports
