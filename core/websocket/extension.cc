#include "websocket/extension.h"

#include <algorithm>
#include <utility>

#include "http/grammar.h"

namespace eyewall::websocket {
namespace {

constexpr std::string_view kDeflate = "permessage-deflate";
constexpr int kMinWindowBits = 9;  // zlib has no smaller window

// The header's words, one after another.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : all_(text), rest_(http::trim(text)) {}

  bool at_end() const { return rest_.empty(); }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    advance(1);
    return true;
  }
  std::string token() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), http::is_token_char);
    const auto size = static_cast<std::size_t>(end - rest_.begin());
    if (size == 0) refuse();
    std::string word(rest_.substr(0, size));
    advance(size);
    return word;
  }
  // A value in quotes has to be a token all the same.
  std::string value() {
    if (!rest_.starts_with('"')) return token();
    std::string word;
    std::size_t at = 1;
    for (; at < rest_.size() && rest_[at] != '"'; ++at) {
      if (rest_[at] == '\\') ++at;
      if (at < rest_.size()) word += rest_[at];
    }
    if (at >= rest_.size() || !http::is_token(word)) refuse();
    advance(at + 1);
    return word;
  }
  [[noreturn]] void refuse() const {
    throw http::ProtocolError("Malformed Sec-WebSocket-Extensions: " + http::quoted(all_));
  }

 private:
  void advance(std::size_t by) { rest_ = http::trim(rest_.substr(by)); }

  std::string_view all_;
  std::string_view rest_;
};

Extension parse_extension(Lexer& lexer) {
  Extension extension{lexer.token(), {}};
  while (lexer.take(';')) {
    auto& parameter = extension.parameters.emplace_back(lexer.token(), std::nullopt);
    if (lexer.take('=')) parameter.second = lexer.value();
  }
  return extension;
}

// 8 to 15, without leading zeros.
std::optional<int> window_bits(const std::optional<std::string>& value) {
  if (value == "8" || value == "9") return value->front() - '0';
  const bool two = value && value->size() == 2 && value->front() == '1';
  if (!two || (*value)[1] < '0' || (*value)[1] > '5') return std::nullopt;
  return 10 + ((*value)[1] - '0');
}

// What an offer, or an answer, says.
struct Said {
  bool server_no_context_takeover = false;
  bool client_no_context_takeover = false;
  std::optional<int> server_max_window_bits = {};
  std::optional<int> client_max_window_bits = {};
  bool client_window = false;  // client_max_window_bits is there, with a value or without

  // False: not a parameter, or a bad value, or a second time.
  bool take(const std::string& name, const std::optional<std::string>& value) {
    if (name == "server_no_context_takeover" || name == "client_no_context_takeover") {
      bool& flag = name.front() == 's' ? server_no_context_takeover : client_no_context_takeover;
      return !value && !std::exchange(flag, true);
    }
    if (name == "server_max_window_bits") {
      return !std::exchange(server_max_window_bits, window_bits(value)) && server_max_window_bits;
    }
    if (name != "client_max_window_bits" || std::exchange(client_window, true)) return false;
    client_max_window_bits = window_bits(value);
    return !value || client_max_window_bits;
  }
};

std::optional<Said> said_in(const Extension& extension) {
  Said said;
  for (const auto& [name, value] : extension.parameters) {
    if (!said.take(name, value)) return std::nullopt;
  }
  return said;
}

DeflateAnswer answer_to(const Said& offer) {
  DeflateAnswer answer{{}, std::string(kDeflate)};
  DeflateParameters& agreed = answer.parameters;
  agreed.server_no_context_takeover = offer.server_no_context_takeover;
  agreed.client_no_context_takeover = offer.client_no_context_takeover;
  if (offer.server_no_context_takeover) answer.header += "; server_no_context_takeover";
  if (offer.client_no_context_takeover) answer.header += "; client_no_context_takeover";
  if (offer.server_max_window_bits) {
    agreed.server_max_window_bits = *offer.server_max_window_bits;
    answer.header += "; server_max_window_bits=" + std::to_string(*offer.server_max_window_bits);
  }
  // The client hints that it needs no more; then no more is kept for it.
  if (offer.client_max_window_bits.value_or(0) >= kMinWindowBits) {
    agreed.client_max_window_bits = *offer.client_max_window_bits;
    answer.header += "; client_max_window_bits=" + std::to_string(*offer.client_max_window_bits);
  }
  return answer;
}

}  // namespace

std::vector<Extension> parse_extensions(std::string_view header) {
  std::vector<Extension> extensions;
  Lexer lexer(header);
  while (!lexer.at_end()) {
    if (lexer.take(',')) continue;  // an empty element
    extensions.push_back(parse_extension(lexer));
    if (!lexer.at_end() && !lexer.take(',')) lexer.refuse();
  }
  return extensions;
}

std::optional<DeflateAnswer> accept_deflate(const std::vector<Extension>& offers) {
  for (const Extension& offer : offers) {
    if (offer.name != kDeflate) continue;
    const std::optional<Said> said = said_in(offer);
    if (!said || said->server_max_window_bits.value_or(15) < kMinWindowBits) continue;
    return answer_to(*said);
  }
  return std::nullopt;
}

std::optional<DeflateParameters> agreed_deflate(const std::vector<Extension>& answer) {
  if (answer.empty()) return std::nullopt;
  const std::optional<Said> said = said_in(answer.front());
  if (answer.size() != 1 || answer.front().name != kDeflate || !said ||
      said->client_window != said->client_max_window_bits.has_value()) {
    throw http::ProtocolError("The server agrees to an extension that was not offered so");
  }
  return DeflateParameters{said->server_no_context_takeover, said->client_no_context_takeover,
                           said->server_max_window_bits.value_or(15),
                           said->client_max_window_bits.value_or(15)};
}

}  // namespace eyewall::websocket
