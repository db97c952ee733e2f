// What `quiz` and `predict` share: a question in words and as JSON, and what is said to an answer.
//
// What: prints to a stream; nothing is read. For: quiz.cc, predict.cc.
// Threads: the main one. Source: ours.
#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "explain/quiz.h"

namespace eyewall::cli {

/// The question and its options, numbered from 1.
void print_question(std::ostream& out, const read::Trace& trace, const explain::Question& question);
/// Whether option `chosen` (from 0) is right; what is wrong with it, and why the right one is.
void print_verdict(std::ostream& out, const read::Trace& trace, const explain::Question& question,
                   std::size_t chosen);
/// The state that the question is about, pane by pane.
void print_panes(std::ostream& out, const model::State& state);

nlohmann::ordered_json json_of(const read::Trace& trace, const explain::Question& question);

/// The number of an option, from 0; nothing where the text is no number of one.
std::optional<std::size_t> option_named(const std::string& text, const explain::Question& question);

}  // namespace eyewall::cli
