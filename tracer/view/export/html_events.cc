#include "export/html_events.h"

#include "explain/narrate.h"

namespace eyewall::exports {
namespace {

// How far back an event is that another names; 0 for one that is not before it.
std::uint64_t distance(trace::Seq from, trace::Seq to) {
  return to != 0 && to < from ? from - to : 0;
}

}  // namespace

void EventsTold::add(const read::Event& event) {
  // Unsigned, for a stranger's trace may have times that are further apart than a number is wide.
  times_.add(static_cast<std::int64_t>(static_cast<std::uint64_t>(event.t) -
                                       static_cast<std::uint64_t>(t_)));
  t_ = event.t;
  kind_.add(kind(event));
  text_.add(texts_.number(explain::sentence(event)));
  file_.add(file(event.file));
  line_.add(std::uint64_t{event.line});
  back_.add(distance(event.seq, event.cause));
  up_.add(distance(event.seq, event.in));
  thread_.add(std::uint64_t{event.thread});
  depth_.add(std::uint64_t{indent_.next(event)});
}

std::uint64_t EventsTold::kind(const read::Event& event) {
  const auto [at, is_new] = kind_numbers_.try_emplace(event.kind_name, kind_numbers_.size());
  if (is_new) {
    JsonList kind;
    kind.add_text(read::display(read::Value::string(trace::Field::name, event.kind_name)));
    kind.add_text(to_string(event.level()));
    kind.add_text(to_string(event.shape()));
    kinds_.raw(std::move(kind).take());
  }
  return at->second;
}

std::int64_t EventsTold::file(std::string_view name) {
  if (name.empty()) return -1;
  const auto [at, is_new] =
      file_numbers_.try_emplace(name, static_cast<std::int64_t>(files_.size()));
  if (is_new) files_.push_back(name);
  return at->second;
}

std::string EventsTold::members() && {
  JsonList files;
  for (const std::string_view name : files_) {
    files.add_text(read::display(read::Value::string(trace::Field::name, name)));
  }
  Members members;
  members.add("t", times_);
  members.add("kind", kind_);
  members.add("text", text_);
  members.add("file", file_);
  members.add("line", line_);
  members.add("back", back_);
  members.add("up", up_);
  members.add("thread", thread_);
  members.add("depth", depth_);
  members.add("kinds", kinds_);
  members.add("files", files);
  return std::move(members).take();
}

}  // namespace eyewall::exports
