// Where a key goes: to the prompt, to a page, or to the panes.
#include "screen/app.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace eyewall::screen {
namespace {

constexpr std::uint64_t kMostCounted = 1'000'000'000'000;  // a number before a key

bool closes(Key key) {
  return key == 'q' || key == key::kEscape || key == control('C');
}

}  // namespace

void App::key(Key key) {
  message_.clear();
  try {
    dispatch(key);
  } catch (const std::invalid_argument& error) {
    say(error.what(), Style::error);
    playing_.stop();
    count_.reset();
  }
  end_following();
}

void App::dispatch(Key key) {
  if (prompt_) return prompt_key(key);
  if (predict_key(key) || page_key(key) || letter_key(key) || digit_key(key)) return;
  command_key(key);
  count_.reset();
  returning_ = key == control('O') || (returning_ && key == key::kTab);
}

// A page takes the keys that move in it; any other closes it, and does what it always does.
bool App::page_key(Key key) {
  if (!page_) return false;
  if (page_->key(key, focus_.layout().body.rows)) return true;
  const read::Seq chosen = page_->chosen();
  if (key == ':') return false;
  page_.reset();
  if (key == key::kEnter && chosen != 0) say(navigator_.go(chosen));
  return closes(key) || key == key::kEnter || key == '?';
}

bool App::predict_key(Key key) {
  if (!predict_) return false;
  if (predict_->key(key, reading().rows, score_)) return true;
  const bool go = predict_->answered() && (key == key::kEnter || key == 'p');
  const read::Seq answer = predict_->answer();
  predict_.reset();
  if (go) say(navigator_.go(answer));
  return key == key::kEnter || closes(key);
}

// The letter of a mark.
bool App::letter_key(Key key) {
  if (pending_ == 0) return false;
  const Key command = std::exchange(pending_, 0);
  if (closes(key) && key != 'q') return true;
  if (command == '\'' && key == '\'') {
    say(navigator_.back());
    return true;
  }
  const std::string name = typed(key);
  if (name.empty() || name == " ") throw std::invalid_argument("a mark is named by a letter");
  if (command == 'm') {
    navigator_.notebook().mark(name, navigator_.at());
    const std::string& trouble = navigator_.notebook().trouble();
    say("Mark " + name + " is here, '" + name + " comes back" +
        (trouble.empty() ? "." : "; " + trouble));
  } else {
    say(navigator_.go("#" + name));
  }
  return true;
}

bool App::digit_key(Key key) {
  if (key < '0' || key > '9' || (key == '0' && !count_)) return false;
  const std::uint64_t more = count_.value_or(0) * 10 + (key - '0');
  count_ = std::min(more, kMostCounted);
  return true;
}

void App::tick() {
  if (!playing_.on()) return;
  message_.clear();
  try {
    play();
  } catch (const std::invalid_argument& error) {
    say(error.what(), Style::error);
  }
  if (!message_.empty()) playing_.stop();
}

std::optional<std::chrono::milliseconds> App::interval() const {
  if (!playing_.on()) return std::nullopt;
  return playing_.interval();
}

void App::say(std::string text, Style style) {
  message_ = std::move(text);
  message_style_ = style;
}

}  // namespace eyewall::screen
