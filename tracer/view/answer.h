// What the line player answers: text for a person, the same as data for a program.
//
// For: the words of words.def. Threads: values. Ownership: by value. Source: ours.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "view/navigator.h"
#include "view/session.h"

namespace eyewall::view {

using Json = nlohmann::ordered_json;

struct Answer {
  std::string text;            // lines, each with its end; may be empty
  Json data = Json::object();  // what this word has to say; Player adds what every answer has
  bool quit = false;
};

/// An answer of one sentence.
Answer saying(std::string text);

/// An event as data: what its line in the trace says, and its sentence as "text".
Json event_json(const read::Event& event);

/// A breakpoint's or watch's hit, as data.
Json hit_json(const Hit& hit);

/// Where it stands after a move: what there is to say of it, the event in a line, and below it the
/// source line that acted, where that can be read.
Answer stopped(Session& session, const Stop& stop);

/// An event in a line, as deep as it stands at this level of detail; without a line's end.
std::string event_line(const Session& session, const read::Event& event);

/// "event 26: The loop runs on_a.  [core/ioloop/ioloop.cc:87]"
std::string event_reference(const read::Event& event);

/// One line of JSON, with what is no UTF-8 replaced.
std::string dumped(const Json& json);

}  // namespace eyewall::view
