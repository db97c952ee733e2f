// content_type_of(): the type of a file, by its name.
//
// What: a table of what is commonly served.
// For: static files.
// Threads: a pure function; any thread.
// Ownership: results are literals.
// Errors: none; what is not in the table is bytes.
// Source: Tornado 3.1.1 web.StaticFileHandler.get_content_type, where Python's mimetypes reads the
//   machine's own tables, and a file of no known type is sent as HTML.
#pragma once

#include <string_view>

namespace eyewall::web {

/// "text/css" for "/x/y.CSS"; "application/octet-stream" for an ending that is not known.
std::string_view content_type_of(std::string_view path);

}  // namespace eyewall::web
