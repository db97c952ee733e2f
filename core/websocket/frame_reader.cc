#include "websocket/frame_reader.h"

#include <algorithm>
#include <utility>

#include "trace/emit.h"
#include "websocket/errors.h"

namespace eyewall::websocket {

namespace f = trace::f;
using trace::Kind;

namespace {

// As much of a message is reserved when its frame begins: a length that is only announced costs
// nothing.
constexpr std::uint64_t kReserve = 65536;

std::string_view view(std::span<char> bytes) {
  return {bytes.data(), bytes.size()};
}

}  // namespace

std::optional<FrameReader::Event> FrameReader::next(std::span<char>& input) {
  while (header_ || on_frame_start(input)) {
    on_frame_data(input);
    if (taken_ != header_->length) return std::nullopt;
    const FrameHeader ended = *std::exchange(header_, std::nullopt);
    if (is_control(ended.opcode)) return Event{ended.opcode, std::exchange(control_, {})};
    if (ended.fin) return on_message_end();
  }
  return std::nullopt;
}

// False: the header goes on in bytes that are still to come.
bool FrameReader::on_frame_start(std::span<char>& input) {
  if (head_size_ == 0) {
    header_ = decode_header(view(input));
    if (header_) input = input.subspan(header_size(view(input)));
  }
  if (!header_) header_ = gather(input);
  if (!header_) return false;
  taken_ = 0;
  check(*header_);
  trace::emit<Kind::ws_frame>(trace::Site::current(), 0, f::stream(settings_.stream),
                              f::how("received"), f::type(to_string(header_->opcode)),
                              f::bytes(static_cast<std::int64_t>(header_->length)),
                              f::done(header_->fin));
  if (is_control(header_->opcode)) return true;
  if (header_->opcode != Opcode::continuation) {
    opcode_ = header_->opcode;
    compressed_ = header_->rsv1;
  }
  if (!compressed_) message_.reserve(message_.size() + std::min(header_->length, kReserve));
  return true;
}

std::optional<FrameHeader> FrameReader::gather(std::span<char>& input) {
  std::optional<FrameHeader> header;
  while (!header && !input.empty()) {
    head_[head_size_++] = input.front();
    input = input.subspan(1);
    header = decode_header({head_.data(), head_size_});
  }
  if (header) head_size_ = 0;
  return header;
}

void FrameReader::check(const FrameHeader& header) const {
  const auto refuse = [](const char* rule) { throw BadFrame(kProtocolError, rule); };
  if (header.masking_key.has_value() != settings_.masked) {
    refuse(settings_.masked ? "Frame of a client is not masked" : "Frame of a server is masked");
  }
  const bool first = header.opcode == Opcode::text || header.opcode == Opcode::binary;
  if (header.rsv1 && !(first && settings_.inflater)) refuse("Reserved bit in a frame");
  if (is_control(header.opcode)) return;
  if (first && opcode_) refuse("A message begins before the one before has ended");
  if (!first && !opcode_) refuse("Nothing to continue");
  const bool compressed = first ? header.rsv1 : compressed_;
  if (!compressed && header.length > settings_.max_message_size - message_.size()) {
    throw BadFrame(kTooBig,
                   "Message is over " + std::to_string(settings_.max_message_size) + " bytes");
  }
}

void FrameReader::on_frame_data(std::span<char>& input) {
  const auto size =
      static_cast<std::size_t>(std::min<std::uint64_t>(header_->length - taken_, input.size()));
  const std::span<char> piece = input.first(size);
  input = input.subspan(size);
  if (header_->masking_key) mask(piece, *header_->masking_key, taken_);
  taken_ += size;
  if (is_control(header_->opcode)) {
    control_.append(view(piece));
  } else {
    add_to_message(view(piece));
  }
}

void FrameReader::add_to_message(std::string_view bytes) {
  const std::size_t from = message_.size();
  if (compressed_) {
    settings_.inflater->decompress(bytes, message_, settings_.max_message_size);
  } else {
    message_.append(bytes);
  }
  check_text(from);
}

void FrameReader::check_text(std::size_t from) {
  if (opcode_ != Opcode::text || utf8_.feed(std::string_view(message_).substr(from))) return;
  throw BadFrame(kInvalidData, "Text is not UTF-8");
}

FrameReader::Event FrameReader::on_message_end() {
  if (compressed_) {
    const std::size_t from = message_.size();
    settings_.inflater->finish(message_, settings_.max_message_size);
    check_text(from);
  }
  if (!utf8_.complete()) throw BadFrame(kInvalidData, "Text ends inside a character");
  const Opcode opcode = *std::exchange(opcode_, std::nullopt);
  compressed_ = false;
  return {opcode, std::exchange(message_, {})};
}

}  // namespace eyewall::websocket
