// Any bytes as frames: refused by name, or the same events however the bytes are cut. The first
// byte says whose frames they are, and whether they may be compressed.
#include <vector>

#include "fuzz/require.h"
#include "websocket/close_frame.h"
#include "websocket/errors.h"
#include "websocket/frame_reader.h"

namespace eyewall::fuzz {

namespace ws = eyewall::websocket;

inline constexpr std::size_t kMaxMessage = 4096;

struct ReadFrames {
  std::vector<std::pair<ws::Opcode, std::string>> events;
  int refused = 0;  // the close code
};

inline void check_event(const ws::FrameReader::Event& event) {
  if (is_control(event.opcode)) {
    require(event.payload.size() <= ws::kMaxControlPayload, "a control frame is short");
  } else {
    require(event.payload.size() <= kMaxMessage, "a message keeps to the limit");
    require(event.opcode != ws::Opcode::continuation, "a message is text or binary");
  }
  if (event.opcode == ws::Opcode::text) require(ws::is_utf8(event.payload), "text is UTF-8");
  if (event.opcode != ws::Opcode::close) return;
  const ws::CloseReason reason = ws::parse_close(event.payload);
  require(ws::close_payload(reason) == event.payload, "what may be read may be sent");
}

inline ReadFrames read_frames(std::string bytes, std::size_t cut, unsigned how) {
  ws::FrameReader reader({.masked = (how & 1U) != 0,
                          .max_message_size = kMaxMessage,
                          .inflater = (how & 2U) != 0
                                          ? std::make_unique<ws::Inflater>(15, (how & 4U) != 0)
                                          : nullptr});
  ReadFrames read;
  try {
    for (std::size_t at = 0; at < bytes.size(); at += cut) {
      std::span<char> piece = std::span(bytes).subspan(at, std::min(cut, bytes.size() - at));
      while (auto event = reader.next(piece)) {
        check_event(*event);
        read.events.emplace_back(event->opcode, std::move(event->payload));
      }
      require(piece.empty(), "all is taken where nothing ends");
    }
  } catch (const ws::BadFrame& error) {
    read.refused = error.code();
  }
  return read;
}

}  // namespace eyewall::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace eyewall::fuzz;  // NOLINT: one harness a file
  if (size < 2) return 0;
  const std::string bytes(view(data + 1, size - 1));
  const ReadFrames whole = read_frames(bytes, bytes.size(), data[0]);
  for (const std::size_t cut : {1U, 3U, 50U}) {
    const ReadFrames pieces = read_frames(bytes, cut, data[0]);
    // Of two errors in what is inflated together, either may be found first.
    const bool same = (data[0] & 2U) != 0 ? (pieces.refused != 0) == (whole.refused != 0)
                                          : pieces.refused == whole.refused;
    require(same, "what is refused does not depend on the cuts");
    require(pieces.events == whole.events, "events do not depend on the cuts");
  }
  return 0;
}
