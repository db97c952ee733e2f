// GzipDecompressor: undoes Content-Encoding: gzip while the bytes come in.
//
// For: the client's connection: each piece of the body is fed as it arrives, then flush().
// Threads: one thread at a time.
// Owns: zlib's state (about 40 KiB). Movable; not copyable.
// Mirrors: Tornado 3.1.1 util.GzipDecompressor. Beyond it: several members (RFC 1952 section 2.2),
// a
//   limit to what comes out, and errors for input that is cut off or followed by something else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>

#include "http/grammar.h"

namespace eyewall::http {

/// Not gzip, damaged, cut off, or larger than the limit. The decompressor is of no use after it.
class GzipError : public ProtocolError {
 public:
  using ProtocolError::ProtocolError;
};

class GzipDecompressor {
 public:
  static constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

  /// `limit`: bytes that may come out in all.
  explicit GzipDecompressor(std::uint64_t limit = kNoLimit);
  ~GzipDecompressor();
  GzipDecompressor(GzipDecompressor&&) noexcept;
  GzipDecompressor& operator=(GzipDecompressor&&) noexcept;

  /// What these bytes decompress to. Throws GzipError.
  std::string decompress(std::string_view input);
  /// The same, handed to `sink` in pieces of at most 64 KiB, so that memory stays bounded.
  void decompress(std::string_view input, const std::function<void(std::string_view)>& sink);
  /// To be called once, at the end: throws GzipError when the input stopped inside a member. No
  /// input at all is no error. Always returns "", as decompress() keeps nothing back.
  std::string flush();

  /// Bytes that have come out.
  std::uint64_t total() const { return total_; }

 private:
  struct Inflater;

  std::string_view step(std::string_view& input);

  std::unique_ptr<Inflater> inflater_;
  std::uint64_t limit_;
  std::uint64_t total_ = 0;
};

}  // namespace eyewall::http
