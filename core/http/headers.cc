#include "http/headers.h"

#include <limits>

namespace eyewall::http {
namespace {

char capital(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
// Writes the name, each part between hyphens capitalised. The end of what was written.
char* put_normalized(char* out, std::string_view name) {
  bool first = true;
  for (const char c : name) {
    *out++ = first ? capital(c) : lower_case(c);
    first = c == '-';
  }
  return out;
}

[[noreturn]] void refuse_line(std::string_view rule, std::string_view line) {
  throw HeaderError(std::string(rule) + ": " + quoted(line));
}

// Whether a field has that name.
struct Named {
  std::string_view name;
  bool operator()(const Headers::View& field) const {
    return equal_ignoring_case(field.name, name);
  }
};

// Cuts the next line off `rest`, without its CRLF or LF. A CR alone stays, and is refused later.
std::string_view take_line(std::string_view& rest) {
  const std::size_t newline = rest.find('\n');
  std::string_view line = rest.substr(0, newline);
  if (newline == std::string_view::npos) {
    rest = {};
    return line;
  }
  rest.remove_prefix(newline + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

void check_characters(std::string_view line) {
  for (const char c : line) {
    if (!is_control(c)) continue;
    if (c == '\r') refuse_line("Bare CR in header line", line);
    if (c == '\0') refuse_line("NUL in header line", line);
    refuse_line("Control character in header line", line);
  }
}

void check_name(std::string_view name, std::string_view line) {
  if (name.empty()) refuse_line("Header name is empty", line);
  if (is_blank(name.back())) refuse_line("Space between header name and colon", line);
  if (!is_token(name)) refuse_line("Bad character in header name", line);
}

}  // namespace

std::string normalized_name(std::string_view name) {
  std::string out(name.size(), '\0');
  put_normalized(out.data(), name);
  return out;
}

Headers::Headers(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  for (const auto& [name, value] : fields) add(name, value);
}

Headers Headers::parse(std::string_view block, const HeaderLimits& limits) {
  if (block.size() > limits.max_bytes) {
    throw HeaderError("Headers of " + std::to_string(block.size()) +
                      " bytes are over the limit of " + std::to_string(limits.max_bytes));
  }
  Headers headers;
  while (!block.empty()) {
    const std::string_view line = take_line(block);
    if (line.empty()) {
      if (!block.empty()) refuse_line("Text after the empty line that ends the headers", block);
      break;
    }
    headers.parse_line(line);
    if (headers.size() > limits.max_fields) {
      throw HeaderError("More than " + std::to_string(limits.max_fields) + " header fields");
    }
  }
  return headers;
}

void Headers::parse_line(std::string_view line) {
  check_characters(line);
  if (is_blank(line.front())) return unfold(line);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) refuse_line("Header line without a colon", line);
  check_name(line.substr(0, colon), line);
  append(line.substr(0, colon), trim(line.substr(colon + 1)));
}

// obs-fold. Before the first field it could hide that field from a laxer parser: refused.
void Headers::unfold(std::string_view line) {
  if (empty()) refuse_line("Whitespace before the first header", line);
  const auto [name, value] = *Iterator(text_.data() + last_);
  const std::string_view more = trim(line);
  std::string joined(value);
  if (!joined.empty() && !more.empty()) joined += ' ';
  joined += more;
  const std::string same_name(name);
  text_.resize(last_);
  --size_;
  append(same_name, joined);
}

void Headers::append(std::string_view name, std::string_view value) {
  constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (name.size() > kMost || value.size() > kMost) throw std::length_error("a header of 4 GiB");
  const Sizes sizes{static_cast<std::uint32_t>(name.size()),
                    static_cast<std::uint32_t>(value.size())};
  if (text_.empty()) reserve();
  last_ = text_.size();
  text_.resize(last_ + sizeof sizes + name.size() + value.size());
  char* out = text_.data() + last_;
  std::memcpy(out, &sizes, sizeof sizes);
  out = put_normalized(out + sizeof sizes, name);
  value.copy(out, value.size());
  ++size_;
}

void Headers::add(std::string_view name, std::string_view value) {
  if (!is_token(name) || breaks_line(value)) sendable_ = false;
  append(name, value);
}

std::size_t Headers::offset(Iterator field) const {
  return static_cast<std::size_t>(field.at_ - text_.data());
}

void Headers::set(std::string_view name, std::string_view value) {
  const Iterator found = find(name);
  if (found == end()) return add(name, value);
  const std::size_t at = offset(found);
  // Made behind the others, it is moved to its place.
  const std::string behind = text_.substr(at + found.length());
  text_.resize(at);
  --size_;
  add(name, value);
  const std::size_t next = text_.size();
  text_ += behind;
  remove_from(next, name);
}

// Removes the fields of that name that begin at `at` or behind it.
bool Headers::remove_from(std::size_t at, std::string_view name) {
  bool any = false;
  while (at != text_.size()) {
    const Iterator field(text_.data() + at);
    if (Named{name}(*field)) {
      text_.erase(at, field.length());
      --size_;
      any = true;
    } else {
      at += field.length();
    }
  }
  return any;
}

Headers::Iterator Headers::find(std::string_view name) const {
  Iterator each = begin();
  while (each != end() && !Named{name}(*each)) ++each;
  return each;
}

bool Headers::contains(std::string_view name) const {
  return find(name) != end();
}

std::optional<std::string> Headers::get(std::string_view name) const {
  std::optional<std::string> joined;
  for (const View field : *this) {
    if (!Named{name}(field)) continue;
    if (joined) {
      *joined += ',';
      *joined += field.value;
    } else {
      joined = field.value;
    }
  }
  return joined;
}

std::string Headers::get(std::string_view name, std::string_view otherwise) const {
  std::optional<std::string> joined = get(name);
  return joined ? *std::move(joined) : std::string(otherwise);
}

std::vector<std::string> Headers::get_list(std::string_view name) const {
  std::vector<std::string> values;
  for (const View field : *this) {
    if (Named{name}(field)) values.emplace_back(field.value);
  }
  return values;
}

std::vector<Headers::Field> Headers::get_all() const {
  std::vector<Field> all;
  all.reserve(size());
  for (const View field : *this) all.emplace_back(field.name, field.value);
  return all;
}

}  // namespace eyewall::http
