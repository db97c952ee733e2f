#include "explain/pattern_parser.h"

#include <algorithm>

#include "explain/pattern_names.h"
#include "explain/suggest.h"

namespace eyewall::explain {
namespace {

using trace::FieldType;

constexpr std::string_view kFrame[] = {"seq", "t", "thread", "cause", "in", "at"};  // as Key

bool is_text(FieldType type) {
  return type == FieldType::Str || type == FieldType::Bytes || type == FieldType::Who;
}

}  // namespace

void PatternParser::parse() {
  text_.blanks();
  if (text_.accept_word("first"))
    into_.hit_ = Pattern::Hit::first;
  else if (text_.accept_word("again"))
    into_.hit_ = Pattern::Hit::again;
  clause(Pattern::Reach::itself);
  while (!text_.done()) {  // a clause ends at the end, or before one of these
    const bool directly = text_.accept_word("in");
    if (!directly) text_.accept_word("under");
    clause(directly ? Pattern::Reach::in : Pattern::Reach::under);
  }
}

void PatternParser::clause(Pattern::Reach reach) {
  Clause made;
  made.reach = reach;
  if (text_.compares()) {  // conditions alone
    Glob any;
    any.add('*', false);
    kind(made, any, false);
  } else {
    do what(made);
    while (text_.accept('|'));
    if (text_.accept(':') && (text_.done() || text_.at_blank()))
      fail_pattern("no condition behind the colon", text_.whole());
  }
  conditions(made);
  into_.clauses_.push_back(std::move(made));
}

void PatternParser::what(Clause& clause) {
  const std::size_t from = text_.place();
  bool quoted = false;
  const Glob name = text_.glob("|:,=", quoted);
  if (name.empty()) {
    fail_pattern("no kind", text_.done() ? text_.whole() : text_.word_at(from),
                 "such as poll.event, or *");
  }
  std::uint32_t line = 0;
  const bool has_line = text_.line_number(line);
  if (has_line && name.exact() && trace::kind_named(name.text()))
    fail_pattern("a kind has no line", text_.word_at(from), "FILE:LINE names a source file");
  const auto known = names_of_kinds();
  const bool a_kind = std::any_of(known.begin(), known.end(),
                                  [&](std::string_view each) { return name.matches(each); });
  if (has_line || (!a_kind && !quoted && looks_like_a_file(name.text())))
    clause.sites.push_back({name, line});
  else
    kind(clause, name, quoted);
}

void PatternParser::kind(Clause& clause, const Glob& name, bool quoted) {
  bool found = false;
  for (std::size_t kind = 0; kind < trace::kinds().size(); ++kind) {
    if (name.matches(trace::kinds()[kind].name)) clause.kinds[kind] = found = true;
  }
  if (!found && !quoted) fail_pattern("no such kind", name.text(), kinds_like(name.text()));
  if (!found || !name.exact()) clause.names.push_back(name);
}

// Up to the next clause.
void PatternParser::conditions(Clause& clause) {
  while (true) {
    if (!text_.done() && !text_.at_blank() && !clause.conditions.empty())
      fail_pattern("unexpected", text_.word());
    text_.blanks();
    if (text_.done() || text_.word() == "in" || text_.word() == "under") return;
    do clause.conditions.push_back(condition(clause));
    while (text_.accept(','));
  }
}

PatternParser::Condition PatternParser::condition(const Clause& clause) {
  text_.blanks();
  const std::size_t from = text_.place();
  const std::string_view name = text_.letters();
  if (name.empty()) fail_pattern("no condition", text_.word_at(from), "such as fd=7 or name=on_*");
  Condition made;
  name_field(made, clause, name);
  made.test = test();
  if (made.test != Test::present) values(made);
  return made;
}

void PatternParser::name_field(Condition& made, const Clause& clause, std::string_view name) {
  const auto frame = std::find(std::begin(kFrame), std::end(kFrame), name);
  if (frame != std::end(kFrame)) {
    made.key = static_cast<Key>(frame - std::begin(kFrame) + 1);
    return;
  }
  const bool any = !clause.sites.empty() || !clause.names.empty();  // it may be of every kind
  const auto carried = fields_of(any ? std::bitset<256>().set() : clause.kinds);
  const auto field = trace::field_named(name);
  if (!field) fail_pattern("no such field", name, suggestion(name, carried));
  made.field = *field;
  if (std::find(carried.begin(), carried.end(), name) != carried.end()) return;
  fail_pattern("such events never carry", name,
               carried.empty() ? "they carry nothing" : "they carry " + listed(carried));
}

void PatternParser::values(Condition& made) {
  const std::size_t from = text_.place();
  do value(made);
  while (text_.accept('|'));
  if (made.test > Test::unequal && made.numbers.size() != 1)
    fail_pattern("< and > compare with one number", text_.word_at(from));
}

void PatternParser::value(Condition& made) {
  const std::size_t from = text_.place();
  bool quoted = false;
  const Glob text = text_.glob(made.key == Key::at ? "|,:" : "|,", quoted);
  if (text.empty() && !quoted) fail_pattern("no value", text_.word_at(from));
  const auto type = made.key == Key::field ? trace::info(made.field).type : FieldType::Int;
  if (made.key == Key::at) {
    std::uint32_t line = 0;
    text_.line_number(line);
    made.places.push_back({text, line});
  } else if (is_text(type)) {
    made.texts.push_back(text);
  } else {
    made.numbers.push_back(pattern_number(text.text(), type));
  }
}

PatternParser::Test PatternParser::test() {
  if (text_.accept('=')) return Test::equal;
  if (text_.accept('<')) return text_.accept('=') ? Test::at_most : Test::less;
  if (text_.accept('>')) return text_.accept('=') ? Test::at_least : Test::more;
  if (text_.here() != '!') return Test::present;
  const std::size_t from = text_.place();
  text_.accept('!');
  if (!text_.accept('=')) fail_pattern("! stands before = only", text_.word_at(from));
  return Test::unequal;
}

}  // namespace eyewall::explain
