#include "view/expression.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "view/command.h"

namespace eyewall::view {
namespace {

constexpr std::string_view kSee = "; 'help expressions' lists what can be asked";

[[noreturn]] void fail(const std::string& what) {
  throw ExpressionError(what + std::string(kSee));
}

// Where `wanted` stands outside of quotes; the text's end if it does not.
std::size_t find_bare(std::string_view text, std::string_view wanted) {
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') inside = !inside;
    if (!inside && text.substr(at).starts_with(wanted)) return at;
  }
  return text.size();
}

// Compares as the literal asks: none with anything, text with text, number with number.
// Nothing: they cannot be compared, which makes them unequal.
std::optional<int> compare(const Reading& value, const Reading& literal) {
  using enum Reading::Sort;
  if (value.sort == none || literal.sort == none) {
    return value.sort == literal.sort ? std::optional(0) : std::nullopt;
  }
  if (value.sort == number && literal.sort == number) {
    return value.number < literal.number ? -1 : value.number > literal.number;
  }
  if (literal.sort != text || value.sort == number) return std::nullopt;
  if (value.sort == mask) {
    const std::string names = "|" + to_string(value) + "|";
    return names.find("|" + literal.text + "|") == names.npos ? std::nullopt : std::optional(0);
  }
  if (literal.text.ends_with('*') &&
      value.text.starts_with(std::string_view(literal.text).substr(0, literal.text.size() - 1))) {
    return 0;
  }
  return value.text.compare(literal.text);
}

bool is_true(const Reading& value) {
  using enum Reading::Sort;
  return value.sort == text ? value.text != "false" : value.sort != none && value.number != 0;
}

}  // namespace

std::string to_string(const Reading& reading) {
  switch (reading.sort) {
    case Reading::Sort::none:
      break;
    case Reading::Sort::number:
      return std::to_string(reading.number);
    case Reading::Sort::text:
      return reading.text;
    case Reading::Sort::mask:
      return read::mask_text(static_cast<std::uint32_t>(reading.number));
  }
  return "none";
}

std::optional<std::int64_t> nanoseconds_in(std::string_view text, std::string_view unit) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !std::isfinite(number)) return std::nullopt;
  std::string_view rest = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
  if (rest.empty()) rest = unit;
  const double factor = rest == "s"    ? 1e9
                        : rest == "ms" ? 1e6
                        : rest == "us" ? 1e3
                        : rest == "ns" ? 1
                                       : 0;
  constexpr double most = 9e18;  // what an integer of 64 bits holds
  if (factor == 0 || std::abs(number * factor) > most) return std::nullopt;
  return std::llround(number * factor);
}

Expression::Expression(std::string_view text) : text_(trimmed(text)) {
  std::string_view rest = text_;
  if (rest.empty()) fail("an expression is missing");
  if (find_bare(rest, "||") < rest.size()) fail("'||' is not known; only && joins two questions");
  while (true) {
    const std::size_t end = find_bare(rest, "&&");
    terms_.push_back(term(trimmed(rest.substr(0, end))));
    if (end == rest.size()) break;
    rest.remove_prefix(end + 2);
  }
}

Expression::Term Expression::term(std::string_view text) {
  constexpr std::pair<std::string_view, Op> ops[] = {{"==", Op::eq}, {"!=", Op::ne}, {"<=", Op::le},
                                                     {">=", Op::ge}, {"<", Op::lt},  {">", Op::gt}};
  Term made;
  std::size_t at = text.size();
  std::size_t size = 0;
  for (const auto& [sign, op] : ops) {
    const std::size_t found = find_bare(text, sign);
    if (found >= at) continue;
    at = found;
    size = sign.size();
    made.op = op;
  }
  if (at == text.size() && find_bare(text, "=") < text.size()) {
    fail("a single '=' compares nothing; write ==");
  }
  reading(made, trimmed(text.substr(0, at)));
  if (made.op != Op::none) made.literal = literal(trimmed(text.substr(at + size)));
  return made;
}

// "future 5.waiters": a name, a number, a detail.
void Expression::reading(Term& term, std::string_view text) {
  if (text.empty()) fail("something to read is missing");
  const std::size_t digit =
      static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_digit) - text.begin());
  std::string name(trimmed(text.substr(0, digit)));
  if (digit < text.size()) {
    const char* const begin = text.data() + digit;
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), term.id);
    if (error != std::errc()) fail(quoted(text) + ": the number is too large");
    name += text.substr(digit + static_cast<std::size_t>(end - begin));
  }
  for (const ReadingInfo& info : readings()) {
    if (info.name != name) continue;
    if (info.numbered != (digit < text.size())) {
      fail(quoted(text) + (info.numbered ? " needs a number: which one?" : " takes no number"));
    }
    term.info = &info;
    return;
  }
  if (digit == text.size() && name.starts_with("event."))
    term.field = trace::field_named(name.substr(6));
  if (!term.field) fail(quoted(text) + " cannot be read");
}

Reading Expression::literal(std::string_view text) {
  if (text.empty()) fail("something to compare with is missing");
  if (text == "none") return {};
  if (text.starts_with('"')) {
    if (text.size() < 2 || !text.ends_with('"')) fail(std::string(text) + " has no closing quote");
    return Reading::of(text.substr(1, text.size() - 2));
  }
  std::int64_t whole = 0;
  const char* const end = text.data() + text.size();
  if (const auto [stop, error] = std::from_chars(text.data(), end, whole);
      error == std::errc() && stop == end) {
    return Reading::of(whole);
  }
  if (const auto time = nanoseconds_in(text, "")) return Reading::of(*time);
  return Reading::of(text);
}

Reading Expression::Term::read(const model::State& state) const {
  if (info != nullptr) return info->read(state, id);
  const read::Event* event = state.event();
  if (event == nullptr || !event->has(*field)) return {};
  switch (trace::info(*field).type) {
    case trace::FieldType::Int:
    case trace::FieldType::ObjectId:
      return Reading::of(event->integer(*field));
    case trace::FieldType::Bool:
      return Reading::of(event->flag(*field) ? "true" : "false");
    case trace::FieldType::Mask:
      return Reading::mask(event->mask(*field));
    default:
      return Reading::of(event->text(*field));
  }
}

bool Expression::Term::holds(const model::State& state) const {
  const Reading value = read(state);
  if (op == Op::none) return is_true(value);
  const std::optional<int> order = compare(value, literal);
  if (op == Op::eq) return order == 0;
  if (op == Op::ne) return order != 0;
  if (!order || value.sort == Reading::Sort::none) return false;
  return op == Op::lt   ? *order < 0
         : op == Op::le ? *order <= 0
         : op == Op::gt ? *order > 0
                        : *order >= 0;
}

Reading Expression::read(const model::State& state) const {
  if (terms_.size() == 1 && terms_.front().op == Op::none) return terms_.front().read(state);
  return Reading::of(holds(state) ? "true" : "false");
}

bool Expression::holds(const model::State& state) const {
  return std::all_of(terms_.begin(), terms_.end(),
                     [&](const Term& each) { return each.holds(state); });
}

}  // namespace eyewall::view
