#include "websocket/deflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

#include "websocket/errors.h"

namespace eyewall::websocket {
namespace {

constexpr std::size_t kBlock = 16384;
// What a sync flush ends with, and a message leaves out.
constexpr std::string_view kTail("\x00\x00\xff\xff", 4);

Bytef* input(std::string_view bytes) {
  // zlib's next_in is not const in every build; it only reads.
  return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
}

}  // namespace

struct Deflater::Zlib {
  Zlib(const CompressionOptions& options, int window_bits) {
    if (deflateInit2(&stream, options.level, Z_DEFLATED, -window_bits, options.mem_level,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~Zlib() { deflateEnd(&stream); }
  Zlib(const Zlib&) = delete;
  Zlib& operator=(const Zlib&) = delete;

  z_stream stream{};
};

Deflater::Deflater(const CompressionOptions& options, int window_bits, bool context_takeover)
    : options_(options), window_bits_(window_bits), context_takeover_(context_takeover) {}
Deflater::~Deflater() = default;

std::string Deflater::compress(std::string_view message) {
  // A second flush with nothing in between gives nothing: the empty block is known.
  if (message.empty()) return std::string(1, '\0');
  if (!zlib_) zlib_ = std::make_unique<Zlib>(options_, window_bits_);
  z_stream& stream = zlib_->stream;
  std::array<char, kBlock> block;
  std::string out;
  while (true) {
    const std::string_view piece = message.substr(0, std::size_t{1} << 30U);
    stream.next_in = input(piece);
    stream.avail_in = static_cast<uInt>(piece.size());
    message.remove_prefix(piece.size());
    const int flush = message.empty() ? Z_SYNC_FLUSH : Z_NO_FLUSH;
    do {
      stream.next_out = reinterpret_cast<Bytef*>(block.data());
      stream.avail_out = kBlock;
      deflate(&stream, flush);
      out.append(block.data(), kBlock - stream.avail_out);
    } while (stream.avail_out == 0);
    if (message.empty()) break;
  }
  if (std::string_view(out).ends_with(kTail)) out.resize(out.size() - kTail.size());
  if (!context_takeover_) deflateReset(&stream);
  return out;
}

struct Inflater::Zlib {
  explicit Zlib(int window_bits) {
    if (inflateInit2(&stream, -window_bits) != Z_OK) throw std::bad_alloc();
  }
  ~Zlib() { inflateEnd(&stream); }
  Zlib(const Zlib&) = delete;
  Zlib& operator=(const Zlib&) = delete;

  // A block said that it is the last one: another stream follows, and may refer to this one's
  // bytes.
  void restart() {
    std::array<Bytef, 32768> window;
    uInt size = 0;
    inflateGetDictionary(&stream, window.data(), &size);
    inflateReset(&stream);
    inflateSetDictionary(&stream, window.data(), size);
  }

  // As many bytes as fit into the block. zlib's code.
  int step() {
    stream.next_out = reinterpret_cast<Bytef*>(block.data());
    stream.avail_out = kBlock;
    const int code = inflate(&stream, Z_SYNC_FLUSH);
    if (code == Z_MEM_ERROR) throw std::bad_alloc();
    if (code == Z_STREAM_END) restart();
    return code;
  }

  z_stream stream{};
  std::array<char, kBlock> block;
};

Inflater::Inflater(int window_bits, bool context_takeover)
    : window_bits_(std::max(window_bits, 9)), context_takeover_(context_takeover) {}
Inflater::~Inflater() = default;

void Inflater::decompress(std::string_view bytes, std::string& message, std::size_t limit) {
  if (bytes.empty()) return;
  if (!zlib_) zlib_ = std::make_unique<Zlib>(window_bits_);
  z_stream& stream = zlib_->stream;
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, std::size_t{1} << 30U);
    bytes.remove_prefix(piece.size());
    stream.next_in = input(piece);
    stream.avail_in = static_cast<uInt>(piece.size());
    for (bool more = true; more;) {
      const int code = zlib_->step();
      // First, so that it does not depend on how the bytes were cut which of two errors is found.
      const std::size_t made = kBlock - stream.avail_out;
      if (made > limit - message.size()) {
        throw BadFrame(kTooBig, "Message is over " + std::to_string(limit) + " bytes");
      }
      if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
        throw BadFrame(kInvalidData, std::string("Compressed message: ") +
                                         (stream.msg != nullptr ? stream.msg : "bad data"));
      }
      message.append(zlib_->block.data(), made);
      more = code == Z_STREAM_END ? stream.avail_in != 0 : stream.avail_out == 0;
    }
  }
}

void Inflater::finish(std::string& message, std::size_t limit) {
  decompress(kTail, message, limit);
  constexpr int kBetweenBlocks = 128;
  if ((zlib_->stream.data_type & kBetweenBlocks) == 0) {
    throw BadFrame(kInvalidData, "Compressed message is cut off");
  }
  if (!context_takeover_) inflateReset(&zlib_->stream);
}

}  // namespace eyewall::websocket
