#include "http/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

namespace eyewall::http {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;
constexpr std::size_t kBlock = std::size_t{64} * 1024;

}  // namespace

struct GzipDecompressor::Inflater {
  Inflater() {
    if (inflateInit2(&stream, kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() { inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  z_stream stream{};       // zlib keeps a pointer to it: it must not move
  bool in_member = false;  // some of a member has come, but not its end
  bool failed = false;
  std::array<char, kBlock> block;
};

GzipDecompressor::GzipDecompressor(std::uint64_t limit)
    : inflater_(std::make_unique<Inflater>()), limit_(limit) {}
GzipDecompressor::~GzipDecompressor() = default;
GzipDecompressor::GzipDecompressor(GzipDecompressor&&) noexcept = default;
GzipDecompressor& GzipDecompressor::operator=(GzipDecompressor&&) noexcept = default;

std::string GzipDecompressor::decompress(std::string_view input) {
  std::string out;
  decompress(input, [&out](std::string_view piece) { out.append(piece); });
  return out;
}

void GzipDecompressor::decompress(std::string_view input,
                                  const std::function<void(std::string_view)>& sink) {
  if (inflater_->failed) throw GzipError("gzip: used after an error");
  // A full block may mean that zlib holds more: ask again even when the input is used up.
  for (bool full = false; !input.empty() || full;) {
    inflater_->failed = true;
    const std::string_view piece = step(input);
    inflater_->failed = false;
    full = piece.size() == kBlock;
    if (!piece.empty()) sink(piece);
  }
}

// Decompresses into the block once; cuts what was read off `input`.
std::string_view GzipDecompressor::step(std::string_view& input) {
  z_stream& stream = inflater_->stream;
  const std::size_t given = std::min<std::size_t>(input.size(), std::size_t{1} << 30U);
  // zlib's next_in is not const in every build; it only reads.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
  stream.avail_in = static_cast<uInt>(given);
  stream.next_out = reinterpret_cast<Bytef*>(inflater_->block.data());
  stream.avail_out = kBlock;
  if (given != 0) inflater_->in_member = true;
  const int code = inflate(&stream, Z_NO_FLUSH);
  if (code == Z_MEM_ERROR) throw std::bad_alloc();
  if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
    throw GzipError(std::string("gzip: ") + (stream.msg != nullptr ? stream.msg : "bad data"));
  }
  input.remove_prefix(given - stream.avail_in);
  const std::size_t made = kBlock - stream.avail_out;
  if (made > limit_ - total_) {
    throw GzipError("gzip: output is over the limit of " + std::to_string(limit_) + " bytes");
  }
  total_ += made;
  if (code == Z_STREAM_END) {
    // Another member may follow; anything else fails its header check.
    inflateReset(&stream);
    inflater_->in_member = false;
  }
  return {inflater_->block.data(), made};
}

std::string GzipDecompressor::flush() {
  if (inflater_->failed) throw GzipError("gzip: used after an error");
  if (inflater_->in_member) throw GzipError("gzip: input is cut off");
  return {};
}

}  // namespace eyewall::http
