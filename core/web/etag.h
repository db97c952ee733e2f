// ETags: a version of an answer, by name.
//
// What: the tag of a body, and whether a client knows it already.
// For: RequestHandler::finish, static files.
// Threads: pure functions; any thread.
// Ownership: nothing.
// Errors: what is no tag in a list matches nothing.
// Source: RFC 9110 sections 8.8.3 and 13.1.2; Tornado 3.1.1 web.RequestHandler.compute_etag,
//   check_etag_header, which looks for the tag anywhere in the header's text.
#pragma once

#include <string>
#include <string_view>

namespace eyewall::web {

/// The SHA-1 of the body, in hexadecimal digits and quotes: a strong tag. About 100 ns for a short
/// body.
std::string etag_of(std::string_view body);

/// Whether an If-None-Match header lists the tag, weak or strong, or is "*". etag: not empty.
bool etag_is_listed(std::string_view if_none_match, std::string_view etag);

}  // namespace eyewall::web
