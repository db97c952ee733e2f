#include "websocket/frame.h"

#include <cstring>

#include "websocket/errors.h"

namespace eyewall::websocket {
namespace {

constexpr unsigned kFin = 0x80;
constexpr unsigned kRsv1 = 0x40;
constexpr unsigned kOtherRsv = 0x30;
constexpr unsigned kOpcode = 0x0f;
constexpr unsigned kMasked = 0x80;
constexpr unsigned kLength = 0x7f;
constexpr unsigned kLength16 = 126;
constexpr unsigned kLength64 = 127;

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) value = value << 8U | byte_at(bytes, at);
  return value;
}

void append_big_endian(std::string& out, std::uint64_t value, unsigned bytes) {
  for (unsigned left = bytes; left > 0; --left) {
    out += static_cast<char>(value >> (8 * (left - 1)) & 0xffU);
  }
}

bool is_known(unsigned opcode) {
  return opcode <= 0x2 || (opcode >= 0x8 && opcode <= 0xa);
}

[[noreturn]] void refuse_frame(const char* rule) {
  throw BadFrame(kProtocolError, rule);
}

void check_first_two(unsigned first, unsigned second) {
  if ((first & kOtherRsv) != 0) refuse_frame("Reserved bit in a frame");
  if (!is_known(first & kOpcode)) refuse_frame("Reserved opcode");
  if (!is_control(static_cast<Opcode>(first & kOpcode))) return;
  if ((first & kFin) == 0) refuse_frame("Control frame is fragmented");
  if ((second & kLength) > kMaxControlPayload)
    refuse_frame("Control frame is longer than 125 bytes");
}

// The one length has one encoding: the shortest.
std::uint64_t long_length(std::string_view bytes) {
  const std::uint64_t length = big_endian(bytes);
  const bool is64 = bytes.size() == 8;
  if (length < (is64 ? std::uint64_t{0x10000} : kLength16))
    refuse_frame("Length of a frame is padded");
  if (length >> 63U != 0) refuse_frame("Length of a frame has its highest bit set");
  return length;
}

}  // namespace

const char* to_string(Opcode opcode) {
  switch (opcode) {
    case Opcode::continuation:
      return "continuation";
    case Opcode::text:
      return "text";
    case Opcode::binary:
      return "binary";
    case Opcode::close:
      return "close";
    case Opcode::ping:
      return "ping";
    case Opcode::pong:
      return "pong";
  }
  return "reserved";
}

std::size_t header_size(std::string_view first_two) {
  const unsigned second = byte_at(first_two, 1);
  const unsigned length = second & kLength;
  const std::size_t extended = length == kLength64 ? 8 : length == kLength16 ? 2 : 0;
  return 2 + extended + ((second & kMasked) != 0 ? 4 : 0);
}

std::optional<FrameHeader> decode_header(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const unsigned first = byte_at(bytes, 0);
  const unsigned second = byte_at(bytes, 1);
  check_first_two(first, second);
  const std::size_t size = header_size(bytes);
  if (bytes.size() < size) return std::nullopt;
  FrameHeader header{(first & kFin) != 0, (first & kRsv1) != 0,
                     static_cast<Opcode>(first & kOpcode), std::nullopt, second & kLength};
  const bool masked = (second & kMasked) != 0;
  const std::size_t key_at = size - (masked ? 4 : 0);
  if (key_at > 2) header.length = long_length(bytes.substr(2, key_at - 2));
  if (masked) std::memcpy(header.masking_key.emplace().data(), bytes.data() + key_at, 4);
  return header;
}

void append_header(std::string& out, const FrameHeader& header) {
  const unsigned masked = header.masking_key ? kMasked : 0;
  out += static_cast<char>((header.fin ? kFin : 0) | (header.rsv1 ? kRsv1 : 0) |
                           static_cast<unsigned>(header.opcode));
  if (header.length < kLength16) {
    out += static_cast<char>(masked | static_cast<unsigned>(header.length));
  } else if (header.length < 0x10000) {
    out += static_cast<char>(masked | kLength16);
    append_big_endian(out, header.length, 2);
  } else {
    out += static_cast<char>(masked | kLength64);
    append_big_endian(out, header.length, 8);
  }
  if (header.masking_key) out.append(header.masking_key->data(), header.masking_key->size());
}

void mask(std::span<char> bytes, const MaskingKey& key, std::uint64_t offset) {
  std::array<char, 8> turned{};
  for (std::size_t at = 0; at < turned.size(); ++at) turned[at] = key[(offset + at) % 4];
  std::uint64_t word = 0;
  std::memcpy(&word, turned.data(), sizeof word);
  std::size_t at = 0;
  for (; at + sizeof word <= bytes.size(); at += sizeof word) {
    std::uint64_t piece = 0;
    std::memcpy(&piece, bytes.data() + at, sizeof piece);
    piece ^= word;
    std::memcpy(bytes.data() + at, &piece, sizeof piece);
  }
  for (; at < bytes.size(); ++at) bytes[at] = static_cast<char>(bytes[at] ^ turned[at % 8]);
}

}  // namespace eyewall::websocket
