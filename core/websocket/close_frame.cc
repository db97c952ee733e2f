#include "websocket/close_frame.h"

#include <stdexcept>

#include "websocket/errors.h"
#include "websocket/frame.h"
#include "websocket/utf8.h"

namespace eyewall::websocket {

// 1012 to 1014 came after the RFC, into IANA's registry.
bool is_close_code(int code) {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
         (code >= 3000 && code <= 4999);
}

CloseReason parse_close(std::string_view payload) {
  CloseReason parsed;
  if (payload.empty()) return parsed;
  if (payload.size() == 1) throw BadFrame(kProtocolError, "Close frame with half a code");
  const int code =
      static_cast<unsigned char>(payload[0]) << 8U | static_cast<unsigned char>(payload[1]);
  if (!is_close_code(code)) {
    throw BadFrame(kProtocolError, "Close code that must not be sent: " + std::to_string(code));
  }
  if (!is_utf8(payload.substr(2))) throw BadFrame(kInvalidData, "Close reason is not UTF-8");
  parsed.code = code;
  parsed.reason = payload.substr(2);
  return parsed;
}

std::string close_payload(const CloseReason& reason) {
  if (!reason.code) {
    if (!reason.reason.empty()) throw std::invalid_argument("close: a reason needs a code");
    return {};
  }
  if (!is_close_code(*reason.code)) {
    throw std::invalid_argument("close: a code that must not be sent: " +
                                std::to_string(*reason.code));
  }
  if (reason.reason.size() > kMaxControlPayload - 2 || !is_utf8(reason.reason)) {
    throw std::invalid_argument("close: a reason is UTF-8 of at most 123 bytes");
  }
  const auto code = static_cast<unsigned>(*reason.code);
  std::string payload;
  payload += static_cast<char>(code >> 8U);
  payload += static_cast<char>(code & 0xffU);
  return payload + reason.reason;
}

}  // namespace eyewall::websocket
