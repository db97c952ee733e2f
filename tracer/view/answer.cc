#include "view/answer.h"

#include <sstream>

#include "explain/narrate.h"
#include "view/linked.h"
#include "view/printable.h"

namespace eyewall::view {
namespace {

constexpr std::string_view kSourceIndent = "                       | ";

// How many begin events that the level shows enclose it; an end stands as deep as its begin.
unsigned depth_of(const Navigator& at, const read::Event& event) {
  unsigned depth = 0;
  int climbed = 0;
  const read::Event* around = at.trace().by_seq(event.in);
  for (; around != nullptr && climbed < read::kDeepestNesting; ++climbed) {
    depth += around->shape() == trace::Shape::begin && at.shows(*around);
    around = at.trace().by_seq(around->in);
  }
  return event.shape() == trace::Shape::end && depth > 0 ? depth - 1 : depth;
}

}  // namespace

Answer saying(std::string text) {
  Answer answer;
  answer.text = std::move(text) + "\n";
  return answer;
}

Json event_json(const read::Event& event) {
  Json json = {{"seq", event.seq}, {"t", event.t}, {"kind", event.kind_name}};
  if (event.thread != 0) json["thread"] = event.thread;
  for (const read::Value& value : event.values) {
    json[std::string(value.name())] = Json::parse(value.json(), nullptr, false);
  }
  if (event.cause != 0) json["cause"] = event.cause;
  if (event.in != 0) json["in"] = event.in;
  if (!event.file.empty()) json["at"] = explain::site(event);
  json["sentence"] = explain::sentence(event);
  return json;
}

Json hit_json(const Hit& hit) {
  Json json = {{"number", hit.number}, {"what", hit.text}};
  if (hit.temporary) json["temporary"] = true;
  if (hit.watch) {
    json["before"] = to_string(hit.before);
    json["after"] = to_string(hit.after);
  }
  return json;
}

std::string event_line(const Session& session, const read::Event& event) {
  return explain::line(event, depth_of(session.at, event));
}

std::string event_reference(const read::Event& event) {
  std::string text = "event " + std::to_string(event.seq) + ": " + explain::sentence(event);
  if (const std::string at = explain::site(event); !at.empty()) text += "  [" + at + "]";
  return text;
}

Answer stopped(Session& session, const Stop& stop) {
  Answer answer;
  const read::Event& event = session.at.event();
  answer.data = {{"why", to_string(stop.why)}, {"from", stop.from}, {"event", event_json(event)}};
  for (const Hit& hit : stop.hits) answer.data["hits"].push_back(hit_json(hit));
  if (!stop.text.empty()) {
    answer.data["note"] = stop.text;
    answer.text = stop.text + "\n";
  }
  if (stop.from == stop.at && !stop.text.empty()) return answer;  // it is shown already
  answer.text += event_line(session, event) + "\n";
  if (const auto source = session.source.line(event.file, event.line); !source.empty()) {
    answer.data["source"] = source;
    answer.text.append(kSourceIndent).append(printable(source)).append("\n");
  }
  return answer;
}

Answer linked(Session& session, const std::vector<explain::Link>& links) {
  std::ostringstream text;
  explain::print(text, session.at.trace(), links);
  Answer answer;
  answer.text = text.str();
  answer.data["links"] = Json::array();
  for (const explain::Link& link : links) {
    Json one = {{"text", link.text}};
    if (link.seq != 0) one["seq"] = link.seq;
    answer.data["links"].push_back(one);
  }
  return answer;
}

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace eyewall::view
