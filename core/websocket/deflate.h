// Deflater and Inflater: the two directions of permessage-deflate.
//
// What: a message becomes raw DEFLATE without its last four bytes, and the other way round, piece
//   by piece as the bytes come. Each keeps its window from message to message, unless it was agreed
//   otherwise.
// For: FrameReader, WebSocketConnection.
// Threads: one at a time.
// Ownership: zlib's state (256 KiB and 44 KiB), made at the first message: an idle connection has
//   none.
// Errors: BadFrame for bytes that are no DEFLATE (1007), or become more than the limit (1009).
// Source: RFC 7692 section 7.2; Tornado 4.1 websocket._PerMessageDeflateCompressor and
//   _PerMessageDeflateDecompressor.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace eyewall::websocket {

struct CompressionOptions {
  int level = 6;              // 1, fast, to 9, small
  int mem_level = 8;          // 1, little memory, to 9
  std::size_t min_size = 64;  // a message with fewer bytes is sent as it is
};

class Deflater {
 public:
  /// window_bits: 9 to 15 (zlib's window of 8 bits is none).
  Deflater(const CompressionOptions& options, int window_bits, bool context_takeover);
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  std::string compress(std::string_view message);
  const CompressionOptions& options() const { return options_; }

 private:
  struct Zlib;
  CompressionOptions options_;
  int window_bits_;
  bool context_takeover_;
  std::unique_ptr<Zlib> zlib_;
};

class Inflater {
 public:
  Inflater(int window_bits, bool context_takeover);
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Appends to `message` what these bytes of it become; it may have `limit` bytes in all.
  void decompress(std::string_view bytes, std::string& message, std::size_t limit);
  /// The message's last byte has come: appends the rest.
  void finish(std::string& message, std::size_t limit);

 private:
  struct Zlib;
  int window_bits_;
  bool context_takeover_;
  std::unique_ptr<Zlib> zlib_;
};

}  // namespace eyewall::websocket
