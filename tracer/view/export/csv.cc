// A table of the events, as RFC 4180 has it: CRLF behind each row, texts in quotes where they need
// them.
#include <algorithm>

#include "explain/narrate.h"
#include "export/lines.h"
#include "export/text.h"

namespace eyewall::exports {
namespace {

using read::Value;
using trace::FieldType;

constexpr std::string_view kBefore = "seq,t,thread,kind,level,cause,in,at";

void put_cell(Text& out, std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) {
    out << text;
    return;
  }
  out << '"';
  while (!text.empty()) {
    const std::size_t quote = text.find('"');
    out << text.substr(0, quote);
    if (quote == std::string_view::npos) break;
    out << "\"\"";
    text.remove_prefix(quote + 1);
  }
  out << '"';
}

// A payload is written as a JSON string, for it may hold any byte; a text as it is.
void put_value(Text& out, const Value& value) {
  switch (trace::info(value.field()).type) {
    case FieldType::Int:
    case FieldType::ObjectId:
      out << value.integer();
      return;
    case FieldType::Str:
    case FieldType::Who:
      put_cell(out, value.text());
      return;
    case FieldType::Bool:
    case FieldType::Bytes:
    case FieldType::Mask:
      put_cell(out, read::display(value));
      return;
  }
}

void put_number(Text& out, read::Seq number) {
  if (number != 0) out << number;
  out << ',';
}

void put_frame(Text& out, const read::Event& event) {
  out << event.seq << ',' << event.t << ',' << event.thread << ',';
  put_cell(out, event.kind_name);
  out << ',' << trace::to_string(event.level()) << ',';
  put_number(out, event.cause);
  put_number(out, event.in);
  if (!event.file.empty()) {
    put_cell(out, std::string(event.file) + ':' + std::to_string(event.line));
  }
  out << ',';
}

// `cells`: room for one value a field.
void put_row(Text& out, const read::Event& event, std::vector<const Value*>& cells) {
  put_frame(out, event);
  std::fill(cells.begin(), cells.end(), nullptr);
  for (const Value& value : event.values) {
    if (value.known()) cells.at(static_cast<std::size_t>(value.field())) = &value;
  }
  for (const Value* const value : cells) {
    if (value != nullptr) put_value(out, *value);
    out << ',';
  }
  put_cell(out, explain::sentence(event));
  out << "\r\n";
}

}  // namespace

void write_csv(const read::Trace& trace, const Options& options, Output& output) {
  Text out(output.part(1, 1));
  out << kBefore;
  for (const trace::FieldInfo& field : trace::fields()) out << ',' << field.name;
  out << ",sentence\r\n";
  std::vector<const Value*> cells(trace::fields().size());
  Progress progress(options);
  for (const read::Event& event : trace.events()) {
    progress.step();
    if (event.level() <= options.level.value_or(trace::Level::syscall)) put_row(out, event, cells);
  }
}

}  // namespace eyewall::exports
