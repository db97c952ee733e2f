#include "explain/catalogue.h"
#include "explain/narrate.h"
#include "explain/text.h"
#include "export/markdown.h"
#include "export/markdown_text.h"

namespace eyewall::exports {
namespace {

using explain::Phrase;
using explain::said;
using explain::Step;
using explain::WalkEntry;

std::string tornado_place(const Step& step) {
  if (step.file.empty()) return said(Phrase::the_program);
  return markdown_code(std::string(step.file) + " " + std::string(step.function));
}

void tell(const WalkEntry& entry, Text& out) {
  const Step& step = *entry.step;
  out << "- **" << step.label << "** ";
  if (entry.event == nullptr) {
    out << said(Phrase::absent_there, {{"place", tornado_place(step)}}) << '\n';
    return;
  }
  if (entry.found == explain::Found::misplaced) out << said(Phrase::out_of_order) << ' ';
  const std::string site = explain::site(*entry.event);
  out << explain::fill(markdown_words(sentence_of(step)), *entry.event, markdown_value) << "\\\n  "
      << (site.empty() ? "?" : markdown_code(site)) << " = " << tornado_place(step) << '\n';
}

}  // namespace

void tell_steps(const explain::Walk& walk, Text& out) {
  out << '\n'
      << said(Phrase::all_steps, {{"steps", std::to_string(walk.steps())}}) << "\n\n"
      << said(Phrase::places) << '\n';
  for (const WalkEntry& entry : walk.entries()) {
    if (entry.step->role == explain::Role::part)
      out << "\n## " << markdown_words(sentence_of(*entry.step)) << "\n\n";
    else
      tell(entry, out);
  }
}

}  // namespace eyewall::exports
