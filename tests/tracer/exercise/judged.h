// A check from its JSON, held against a trace that is made up.
#pragma once

#include <string>

#include "exercise/check_reader.h"
#include "exercise/judge.h"
#include "tracer/exercise/scratch.h"
#include "tracer/explain/given.h"

namespace eyewall::exercise {

using explain::Given;

/// The verdict of one check; `check` is the inside of its object, without say and because.
inline Verdict judged(const std::string& check, const read::Trace& trace,
                      const std::string& output = "") {
  const OwnFolder folder;
  const Document document(
      folder.put("checks.json", R"([{"say": "it holds", "because": "it must", )" + check + "}]"));
  return judge(read_checks(document, ""), trace, output).at(0);
}

inline Verdict judged(const std::string& check, const Given& given,
                      const std::string& output = "") {
  return judged(check, given.trace(), output);
}

}  // namespace eyewall::exercise
