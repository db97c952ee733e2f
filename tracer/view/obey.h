// What each word of the line player does. Only words.cc uses it: see words.def for their help.
//
// What: one function a word (two ways of a move are one function); each obeys and answers.
// For: words.cc. Threads: one at a time. Ownership: borrows the session for the one call.
// Errors: std::invalid_argument, with a sentence for the user, where it cannot obey; then nothing
//   has changed.
// Source: ours.
#pragma once

#include <string_view>

#include "view/answer.h"
#include "view/session.h"

namespace eyewall::view::obey {

using Text = std::string_view;

// obey_moves.cc
Answer step(Session& s, Way way, Text count);
Answer next(Session& s, Way way, Text count);
Answer finish(Session& s, Way way, Text count);
Answer iter(Session& s, Way way, Text count);
Answer run(Session& s, Way way, Text count);
Answer until(Session& s, Way way, Text where);
Answer go_to(Session& s, Text place);
Answer back(Session& s, Text count);
Answer forward(Session& s, Text count);
Answer cause(Session& s);
Answer effect(Session& s, Text n);
Answer find(Session& s, Way way, Text what);
Answer level(Session& s, Text name);

// obey_stops.cc
Answer set_break(Session& s, Text pattern);
Answer set_tbreak(Session& s, Text pattern);
Answer set_watch(Session& s, Text expression);
Answer condition(Session& s, Text text);
Answer enable(Session& s, Text numbers, bool enabled);
Answer remove(Session& s, Text text);
Answer breakpoints(Session& s);  // `info breakpoints`

// obey_shows.cc, obey_where.cc
Answer print(Session& s, Text text);
Answer list(Session& s, Text count);
Answer events(Session& s, Text count);
Answer info(Session& s, Text pane);
Answer backtrace(Session& s);
Answer where(Session& s, Text coroutine);

// obey_asks.cc
Answer why(Session& s, Text event);
Answer why_not(Session& s, Text object);
Answer last(Session& s, Text expression);
Answer walk(Session& s);

// obey_predict.cc
Answer predict(Session& s, Text number);

// obey_notes.cc
Answer mark(Session& s, Text name);
Answer note(Session& s, Text text);
Answer notes(Session& s);
Answer remove_mark(Session& s, Text name);    // `delete #NAME`
Answer remove_notes(Session& s, Text event);  // `delete note [N]`

// obey_help.cc
Answer help(Session& s, Text word);
Answer quit(Session& s);

}  // namespace eyewall::view::obey
