#include "exercise/check_reader.h"

#include <array>

#include "exercise/error.h"
#include "explain/suggest.h"

namespace eyewall::exercise {
namespace {

using model::Sort;

constexpr std::array<std::string_view, 7> kCheckKinds = {
    "before", "after", "never", "count", "within_one_turn", "at_the_end", "output"};

struct Leaves {
  std::string_view name;
  Sort sort;
};
constexpr std::array kLeaves = {Leaves{"handlers", Sort::handler}, Leaves{"timers", Sort::timer},
                                Leaves{"futures", Sort::future},
                                Leaves{"callbacks", Sort::callback}};

// Takes one check apart.
class Reader {
 public:
  Reader(const Document& document, const std::string& pointer)
      : document_(document), pointer_(pointer), fields_(document, pointer) {}

  Check read() {
    check_.kind = kind();
    check_.say = fields_.text("say");
    check_.because = fields_.text("because");
    check_.points = static_cast<unsigned>(fields_.number("points", 1));
    if (check_.points == 0 || check_.points > 100)
      fields_.fail("points", "\"points\" has to be from 1 to 100");
    check_.hidden = fields_.flag("hidden", false);
    read_kind(std::string(to_string(check_.kind)));
    fields_.finish();
    return std::move(check_);
  }

 private:
  CheckKind kind() const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < kCheckKinds.size(); ++i) {
      if (fields_.has(std::string(kCheckKinds[i]))) found.push_back(i);
    }
    if (found.size() != 1) {
      const std::string has = found.empty() ? "says nothing to check" : "says two things to check";
      document_.fail(pointer_, "this check " + has + "; use exactly one of " +
                                   explain::listed({kCheckKinds.begin(), kCheckKinds.end()}));
    }
    return static_cast<CheckKind>(found.front());
  }

  void read_kind(const std::string& key) {
    switch (check_.kind) {
      case CheckKind::before:
      case CheckKind::after:
      case CheckKind::within_one_turn:
        return pair(key);
      case CheckKind::count:
        pattern(key, fields_.text(key));
        return count();
      case CheckKind::never:
        return pattern(key, fields_.text(key));
      case CheckKind::at_the_end:
        return leaves(key);
      case CheckKind::output:
        check_.output = fields_.texts(key, true);
        return;
    }
  }

  void pair(const std::string& key) {
    const std::vector<std::string> both = fields_.texts(key);
    if (both.size() != 2) fields_.fail(key, "\"" + key + "\" takes two patterns: [A, B]");
    pattern(key + "/0", both[0]);
    pattern(key + "/1", both[1]);
  }

  void pattern(const std::string& place, const std::string& text) {
    try {
      check_.events.push_back({text, explain::Pattern(text)});
    } catch (const explain::PatternError& error) {
      fields_.fail(place, "the pattern '" + text + "' cannot be read: " + error.what());
    }
  }

  void count() {
    const bool exact = fields_.has("is");
    if (exact == (fields_.has("at_least") || fields_.has("at_most")))
      fields_.fail("count",
                   "\"count\" takes either \"is\", or \"at_least\" and \"at_most\" or one of them");
    if (exact) {
      check_.at_least = fields_.number("is");
      check_.at_most = check_.at_least;
      return;
    }
    check_.at_least = fields_.number("at_least", 0);
    if (fields_.has("at_most")) check_.at_most = fields_.number("at_most");
    if (check_.at_most && *check_.at_most < check_.at_least)
      fields_.fail("at_most", "\"at_most\" is less than \"at_least\"; no run can do that");
  }

  void leaves(const std::string& key) {
    std::vector<std::string_view> known;
    for (const Leaves& each : kLeaves) known.push_back(each.name);
    std::size_t at = 0;
    for (const std::string& word : fields_.texts(key)) {
      const std::string place = key + "/" + std::to_string(at++);
      bool found = false;
      for (const Leaves& each : kLeaves) {
        if (each.name == word) check_.left.push_back(each.sort), found = true;
      }
      if (!found)
        fields_.fail(
            place, "nothing is called \"" + word + "\" here; " + explain::suggestion(word, known));
    }
  }

  const Document& document_;
  std::string pointer_;
  Fields fields_;
  Check check_;
};

}  // namespace

std::string_view to_string(CheckKind kind) {
  return kCheckKinds[static_cast<std::size_t>(kind)];
}

std::vector<Check> read_checks(const Document& document, const std::string& pointer) {
  const nlohmann::json::json_pointer place(pointer);
  if (!document.root().contains(place)) document.fail("", "the key \"checks\" is missing");
  const nlohmann::json& list = document.root().at(place);
  if (!list.is_array() || list.empty())
    document.fail(pointer, "\"checks\" has to be a list of checks, and not empty");
  std::vector<Check> checks;
  for (std::size_t i = 0; i < list.size(); ++i)
    checks.push_back(Reader(document, pointer + "/" + std::to_string(i)).read());
  return checks;
}

}  // namespace eyewall::exercise
