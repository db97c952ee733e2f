#include <string>
#include <string_view>

#include "trace/kind.h"
#include "view/reference.h"

namespace eyewall::view {
namespace {

constexpr char kIntroduction[] = R"(# The trace format

This page is written by `eyewall format` from the table of kinds and fields in
`core/trace/kinds.def` and `core/trace/fields.def`; a test fails where they differ. The command
`eyewall schema` gives the same as a JSON Schema.

A trace is JSON Lines in UTF-8: one object a line. First the header, then the events, last the
footer. It is append-only. An event is in the file, whole, before the program does the next thing.

## Versions

The header's `eyewall` is the major version. A reader refuses a newer one. Within a major version
kinds and fields are only added: a reader accepts those it does not know, and shows them by name.

## The header

| key | type | meaning |
|---|---|---|
| `eyewall` | integer | major version of the format: 1; always the first key |
| `program` | string | file name of the program |
| `pid` | integer | its process number |
| `argv` | list of strings | its command line |
| `clock` | string | the clock of `t`: monotonic |
| `start` | string | wall-clock time of the start, RFC 3339, UTC |
| `payload` | integer or `full` | how many bytes of a payload are kept |

## The footer

| key | type | meaning |
|---|---|---|
| `eyewall_end` | integer | 1; always the first key |
| `events` | integer | number of events in the trace |

## A trace that is cut off

A program that is killed, or that crashes, writes no footer. The file then ends with its last
event, often followed by blank lines: space that was reserved for the next events. The last line
may also stop in its middle. A reader skips blank lines and NUL bytes at the end of lines, gives
every whole event, and says that the trace is cut off. A line that stops in its middle although
another object follows is an error, as is anything else that breaks the rules of this page.

## What every event has

| key | type | meaning |
|---|---|---|
| `seq` | integer | number of the event, from 1, without gaps |
| `t` | integer | nanoseconds since the start |
| `kind` | string | what happened: see below |
| `thread` | integer | number of the thread; absent for the first, which is the loop's own |
| `cause` | integer | `seq` of the event that scheduled or produced this one; absent: none did |
| `in` | integer | `seq` of the begin event that encloses this one; absent at the top |
| `at` | string | source line that acted, FILE:LINE |

)";

constexpr char kTypes[] = R"(## Fields

An absent field has no value: an id of an object made before recording began, an empty text, a
name that a descriptor does not have. Types: *integer*; *id*, the number of an object of its sort,
from 1 in order of appearance; *string*; *bytes*, a string with one code point U+0000 to U+00FF a
byte, cut at the payload limit; *boolean*; *events*, a list of `READ`, `WRITE`, `ERR` and `HUP`;
*name*, the stable name of a descriptor.

| field | type | meaning |
|---|---|---|
)";

constexpr char kKindsText[] = R"(
## Kinds

*Level* is the coarsest level of detail that shows the kind: each of coroutine, loop and syscall
shows all that the one before it shows. *Shape*: a begin encloses what follows, up to its end; `in`
names the begin.
)";

std::string_view group_of(const trace::KindInfo& kind) {
  return kind.name.substr(0, kind.name.find('.'));
}

void print_kind(std::ostream& out, const trace::KindInfo& kind) {
  out << "| `" << kind.name << "` | " << to_string(kind.level) << " | " << to_string(kind.shape)
      << " |";
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    out << (i == 0 ? " `" : ", `") << trace::info(kind.fields[i]).name << '`';
  }
  out << " | " << kind.sentence << " |\n";
}

}  // namespace

void print_format(std::ostream& out) {
  out << kIntroduction << kTypes;
  for (const trace::FieldInfo& field : trace::fields()) {
    out << "| `" << field.name << "` | " << to_string(field.type) << " | " << field.what << " |\n";
  }
  out << kKindsText;
  std::string_view group;
  for (const trace::KindInfo& kind : trace::kinds()) {
    if (group_of(kind) != group) {
      group = group_of(kind);
      out << "\n### " << group
          << "\n\n| kind | level | shape | fields | sentence |\n|---|---|---|---|---|\n";
    }
    print_kind(out, kind);
  }
}

}  // namespace eyewall::view
