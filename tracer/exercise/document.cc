#include "exercise/document.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "exercise/error.h"
#include "explain/suggest.h"

namespace eyewall::exercise {
namespace {

using nlohmann::json;

// Characters of a text; counts the lines that it has passed.
class Counting {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Counting(const char* at, std::size_t* line) : at_(at), line_(line) {}
  reference operator*() const { return *at_; }
  Counting& operator++() {
    if (*at_++ == '\n') ++*line_;
    return *this;
  }
  bool operator==(const Counting& other) const { return at_ == other.at_; }

 private:
  const char* at_;
  std::size_t* line_;
};

// Notes on which line each value ends, a value's name being its JSON pointer; and a key that
// stands twice, which JSON's own readers let pass.
class LineNotes final : public nlohmann::json_sax<json> {
 public:
  LineNotes(const std::string& file, const std::size_t& line,
            std::map<std::string, std::size_t>& to)
      : file_(file), line_(line), lines_(to) {}

  bool null() override { return scalar(); }
  bool boolean(bool) override { return scalar(); }
  bool number_integer(number_integer_t) override { return scalar(); }
  bool number_unsigned(number_unsigned_t) override { return scalar(); }
  bool number_float(number_float_t, const string_t&) override { return scalar(); }
  bool string(string_t&) override { return scalar(); }
  bool binary(binary_t&) override { return scalar(); }
  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    path_.back().key = escaped(name);
    if (!lines_.emplace(pointer(), line_).second)
      throw Error(file_, line_, "the key \"" + name + "\" stands twice; leave one of them out");
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const json::exception& error) override {
    const std::string what = error.what();
    throw Error(file_, line_,
                "this is no JSON:" + what.substr(std::min(what.find(']') + 1, what.size())));
  }

 private:
  struct Level {
    bool array;
    std::size_t index = 0;
    std::string key;
  };

  static std::string escaped(const std::string& name) {
    std::string out;
    for (const char c : name) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return out;
  }
  std::string pointer() const {
    std::string out;
    for (const Level& level : path_)
      out += "/" + (level.array ? std::to_string(level.index) : level.key);
    return out;
  }
  void note() { lines_.emplace(pointer(), line_); }
  bool next() {
    if (!path_.empty() && path_.back().array) ++path_.back().index;
    return true;
  }
  bool scalar() {
    note();
    return next();
  }
  bool open(bool array) {
    note();
    path_.push_back({array, 0, {}});
    return true;
  }
  bool close() {
    path_.pop_back();
    return next();
  }

  const std::string& file_;
  const std::size_t& line_;
  std::map<std::string, std::size_t>& lines_;
  std::vector<Level> path_;
};

}  // namespace

Document::Document(const std::string& path) : path_(path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw Error(path, 0, "cannot be read");
  std::size_t line = 1;
  LineNotes notes(path_, line, lines_);
  const char* const end = text.data() + text.size();
  json::sax_parse(Counting(text.data(), &line), Counting(end, &line), &notes);
  root_ = json::parse(text);
}

std::size_t Document::line(const std::string& pointer) const {
  const auto found = lines_.find(pointer);
  return found == lines_.end() ? 1 : found->second;
}

void Document::fail(const std::string& pointer, const std::string& reason) const {
  throw Error(path_, line(pointer), reason);
}

Fields::Fields(const Document& document, std::string pointer)
    : document_(document), pointer_(std::move(pointer)) {
  if (!object().is_object()) document_.fail(pointer_, "this has to be an object, { ... }");
}

void Fields::fail(const std::string& key, const std::string& reason) const {
  document_.fail(pointer_ + "/" + key, reason);
}

std::string Fields::take(const std::string& key) {
  taken_.push_back(key);
  return pointer_ + "/" + key;
}

const json& Fields::value(const std::string& key) {
  take(key);
  if (!has(key)) document_.fail(pointer_, "the key \"" + key + "\" is missing");
  return object().at(key);
}

std::string Fields::text(const std::string& key) {
  const json& found = value(key);
  if (!found.is_string() || found.get_ref<const std::string&>().empty())
    fail(key, "\"" + key + "\" has to be a text, and not empty");
  return found;
}

std::uint64_t Fields::number(const std::string& key, std::optional<std::uint64_t> otherwise) {
  if (otherwise && !has(key)) return taken_.push_back(key), *otherwise;
  const json& found = value(key);
  if (!found.is_number_unsigned()) fail(key, "\"" + key + "\" has to be a whole number, 0 or more");
  return found;
}

bool Fields::flag(const std::string& key, bool otherwise) {
  if (!has(key)) return taken_.push_back(key), otherwise;
  const json& found = value(key);
  if (!found.is_boolean()) fail(key, "\"" + key + "\" has to be true or false");
  return found;
}

std::vector<std::string> Fields::texts(const std::string& key, bool may_be_empty) {
  const json& found = value(key);
  const bool good =
      found.is_array() && (may_be_empty || !found.empty()) &&
      std::all_of(found.begin(), found.end(), [](const json& each) { return each.is_string(); });
  if (!good)
    fail(key,
         "\"" + key + "\" has to be a list of texts" + (may_be_empty ? "" : ", and not empty"));
  return found;
}

void Fields::finish() const {
  for (const auto& [key, unused] : object().items()) {
    if (std::find(taken_.begin(), taken_.end(), key) != taken_.end()) continue;
    const std::vector<std::string_view> known(taken_.begin(), taken_.end());
    fail(key, "the key \"" + key + "\" is not known; " + explain::suggestion(key, known));
  }
}

}  // namespace eyewall::exercise
