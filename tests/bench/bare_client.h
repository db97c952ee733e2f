// The least that fetches a page: sockets and epoll, no library.
//
// What: fetches one page `total` times, `at_once` at a time, a new connection each. It reads
//   Content-Length and counts the bytes of the body; it has no timeouts and checks nothing else.
// For: fetch_bench, as the limit. Threads: one.
#pragma once

#include <cstddef>
#include <cstdint>

namespace eyewall::bench {

/// Bytes of all the bodies. Ends the program on an error.
std::size_t bare_fetches(std::uint16_t port, std::size_t total, std::size_t at_once);

}  // namespace eyewall::bench
