#include "iostream/pending_read.h"

#include <re2/re2.h>

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

namespace eyewall {

namespace {

// The end of the first empty line. `from`: where to look; set to where to look next time.
std::optional<std::size_t> behind_blank_line(std::string_view buffer, std::size_t& from) {
  for (std::size_t at = from; (at = buffer.find('\n', at)) != std::string_view::npos; ++at) {
    from = at;
    std::size_t next = at + 1;
    if (next < buffer.size() && buffer[next] == '\r') ++next;
    if (next >= buffer.size()) return std::nullopt;
    if (buffer[next] == '\n') return next + 1;
  }
  from = buffer.size();
  return std::nullopt;
}

}  // namespace

void PendingRead::begin(How kind, ReadCallback to) {
  how = kind;
  bytes = limit = scanned = 0;
  callback = std::move(to);
}

ReadCallback PendingRead::end() {
  ReadCallback taken = std::move(callback);
  const auto streaming = std::move(streaming_callback);  // goes last: what it owns may read on
  how = How::none;
  limit = 0;  // else more bytes than that would end a read that nobody asked for
  regex.reset();
  return taken;
}

std::optional<std::size_t> PendingRead::match(std::string_view buffer) {
  switch (how) {
    case How::bytes:
      if (buffer.size() >= bytes) return bytes;
      return std::nullopt;
    case How::delimiter: {
      const std::size_t found = buffer.find(delimiter, scanned);
      if (found != std::string_view::npos) return found + delimiter.size();
      // A delimiter may straddle two reads: look again from where it could have begun.
      scanned = buffer.size() - std::min(buffer.size(), delimiter.size() - 1);
      return std::nullopt;
    }
    case How::regex: {
      if (!regex) return behind_blank_line(buffer, scanned);
      re2::StringPiece found;
      const re2::StringPiece text(buffer.data(), buffer.size());
      if (!regex->Match(text, 0, buffer.size(), re2::RE2::UNANCHORED, &found, 1))
        return std::nullopt;
      return static_cast<std::size_t>(found.data() - buffer.data()) + found.size();
    }
    case How::none:
    case How::close:
      return std::nullopt;  // a close completes it, not the buffer
  }
  return std::nullopt;
}

std::shared_ptr<const re2::RE2> compiled(const std::string& pattern) {
  constexpr std::size_t kKept = 64;
  if (pattern == "\r?\n\r?\n") return nullptr;
  thread_local std::unordered_map<std::string, std::shared_ptr<const re2::RE2>> cache;
  const auto found = cache.find(pattern);
  if (found != cache.end()) return found->second;
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  const auto made = std::make_shared<const re2::RE2>(pattern, options);
  if (!made->ok()) {
    throw std::invalid_argument("read_until_regex: " + made->error() + " in pattern " + pattern);
  }
  if (cache.size() >= kKept) cache.clear();
  return cache[pattern] = made;
}

const char* to_string(PendingRead::How how) {
  constexpr const char* names[] = {"none", "regex", "delimiter", "bytes", "close"};
  return names[static_cast<std::size_t>(how)];
}

}  // namespace eyewall
