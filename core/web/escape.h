// Escaping for what a page is made of: HTML, URLs, JSON.
//
// What: text that must be read as text, whatever stands in it.
// For: handlers; arguments.cc, for what a form sends.
// Threads: pure functions; any thread.
// Ownership: nothing; results own their text.
// Errors: bad percent-encoding stays as it is. json_encode throws nlohmann::json::type_error for a
//   string that is not UTF-8.
// Source: Tornado 3.1.1 escape. xhtml_escape escapes "'" too, as 3.2 does.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace eyewall::web {

/// Safe between tags, and in an attribute's quotes: & < > " ' become entities.
std::string xhtml_escape(std::string_view text);

/// Percent-encoded. With `plus`, a space becomes "+" and "/" is encoded, as in a query string;
/// without, "/" stays, as in a path.
std::string url_escape(std::string_view text, bool plus = true);

/// The other way round. A "%" without two hexadecimal digits stays.
std::string url_unescape(std::string_view text, bool plus = true);

/// ASCII only, and without "</", so that it may stand in a script element.
std::string json_encode(const nlohmann::json& value);

}  // namespace eyewall::web
