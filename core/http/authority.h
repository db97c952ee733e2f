// A host and its port, as Host and targets name them.
//
// For: the head of a request.
// Threads: pure functions; any thread.
// Source: RFC 3986 sections 3.2.2 and 3.2.3; Tornado 3.1.1 believes whatever comes.
#pragma once

#include <string_view>

namespace eyewall::http {

/// uri-host [":" port]: a name, which may be empty, or an address; nothing before an "@".
bool is_authority(std::string_view text);

/// The same, and neither the host nor the port is missing or empty: CONNECT's target.
bool is_authority_with_port(std::string_view text);

}  // namespace eyewall::http
