// Grades as JUnit's XML.
#include <algorithm>
#include <iomanip>
#include <sstream>

#include "exercise/grade_formats.h"

namespace eyewall::exercise {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

struct Sums {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  double seconds = 0;
};

// The bytes of the code point that a text begins with; 0: it is no UTF-8, or none that XML holds.
std::size_t code_point_size(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(0);
  const std::size_t size = first < 0x80   ? 1
                           : first < 0xC2 ? 0
                           : first < 0xE0 ? 2
                           : first < 0xF0 ? 3
                           : first < 0xF5 ? 4
                                          : 0;
  if (size == 1) return first >= 0x20 || first == '\n' || first == '\t' ? 1 : 0;
  if (size == 0) return 0;
  unsigned code = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
    code = code << 6 | (byte(i) & 0x3F);
  }
  const bool too_long = code < (size == 3 ? 0x800U : size == 4 ? 0x10000U : 0x80U);
  const bool none =
      (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF || code == 0xFFFE || code == 0xFFFF;
  return too_long || none ? 0 : size;
}

// An attribute with a space in front of it.
template <typename T>
std::string attribute(const char* name, const T& value) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(3) << value;
  return std::string(" ") + name + "=\"" + xml_escaped(text.str()) + "\"";
}

std::string counts(const Sums& sums) {
  return attribute("tests", sums.tests) + attribute("failures", sums.failures) +
         attribute("errors", sums.errors) + attribute("skipped", 0) +
         attribute("time", sums.seconds);
}

double seconds_of(const Work& work) {
  return static_cast<double>(work.attempt->ran.took.count()) / 1000;
}

const char* type_of(const Work& work) {
  switch (work.attempt->stage) {
    case Attempt::Stage::missing:
      return "missing";
    case Attempt::Stage::compiler:
      return "compiler";
    case Attempt::Stage::broke:
    case Attempt::Stage::stopped:
      return "broke";
    case Attempt::Stage::judged:
      break;
  }
  return "check";
}

// The reason in a line; whole it stands inside the element.
std::string message_of(const Work& work, const std::string& reason) {
  if (work.attempt->stage != Attempt::Stage::judged) return reason_of(work, false);
  std::string line = reason;
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

// What did not even come to be judged is an error, as what a test did not foresee.
bool is_error(const Work& work) {
  return work.attempt->stage == Attempt::Stage::compiler ||
         work.attempt->stage == Attempt::Stage::broke;
}

void write_mark(std::ostream& out, const Student& student, const Work& work, std::size_t check,
                const Mark& mark, double seconds) {
  const std::string points = std::to_string(mark.earned) + " of " + std::to_string(mark.points);
  out << "  <testcase"
      << attribute("classname",
                   student.name + "." + work.exercise->lesson + "." + work.exercise->name)
      << attribute("name", test_name(work, check, mark)) << attribute("time", seconds) << ">\n"
      << "   <properties><property name=\"points\"" << attribute("value", points)
      << "/></properties>\n";
  if (!mark.passed) {
    const std::string reason = mark.reason.empty() ? "a hidden check failed" : mark.reason;
    const char* const what = is_error(work) ? "error" : "failure";
    out << "   <" << what << attribute("message", message_of(work, reason))
        << attribute("type", type_of(work)) << ">" << xml_escaped(reason) << "</" << what << ">\n";
  }
  out << "  </testcase>\n";
}

void add_sums(Sums& sums, const Work& work) {
  sums.seconds += seconds_of(work);
  for (const Mark& mark : marks_of(work, false)) {
    ++sums.tests;
    if (!mark.passed) ++(is_error(work) ? sums.errors : sums.failures);
  }
}

void write_suite(std::ostream& out, const Student& student, bool words) {
  Sums sums;
  for (const Work& work : student.works) add_sums(sums, work);
  out << " <testsuite" << attribute("name", student.name) << counts(sums) << ">\n";
  out << "  <properties><property name=\"points\""
      << attribute("value",
                   std::to_string(student.earned()) + " of " + std::to_string(student.points()))
      << "/></properties>\n";
  for (const Work& work : student.works) {
    const std::vector<Mark> marks = marks_of(work, words);
    // A run's time is that of its checks together.
    const double each =
        seconds_of(work) / static_cast<double>(std::max<std::size_t>(1, marks.size()));
    for (std::size_t i = 0; i < marks.size(); ++i)
      write_mark(out, student, work, i, marks[i], each);
  }
  out << " </testsuite>\n";
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t size = code_point_size(text);
    const std::string_view one = text.substr(0, std::max<std::size_t>(size, 1));
    text.remove_prefix(one.size());
    if (size == 0)
      out += kReplacement;
    else if (one == "&")
      out += "&amp;";
    else if (one == "<")
      out += "&lt;";
    else if (one == ">")
      out += "&gt;";
    else if (one == "\"")
      out += "&quot;";
    else
      out += one;
  }
  return out;
}

void write_grade_junit(std::ostream& out, Students students, bool words) {
  Sums sums;
  for (const Student& student : students) {
    for (const Work& work : student.works) add_sums(sums, work);
  }
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"
      << attribute("name", "eyewall grade") << counts(sums) << ">\n";
  for (const Student& student : students) write_suite(out, student, words);
  out << "</testsuites>\n";
}

}  // namespace eyewall::exercise
