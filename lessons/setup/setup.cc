#include "setup/setup.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace eyewall::lesson {
namespace {

// One byte for each character up to U+00FF, as traces write bytes, so that a script can hold any
// packet. Characters beyond stand for their UTF-8.
std::string bytes_of(const std::string& utf8) {
  std::string bytes;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead == 0xc2 || lead == 0xc3) {  // U+0080..U+00FF: two bytes
      const auto next = static_cast<unsigned char>(utf8[++i]);
      bytes += static_cast<char>((lead & 0x03) << 6 | (next & 0x3f));
    } else {
      bytes += utf8[i];
    }
  }
  return bytes;
}

Packet packet_of(const nlohmann::json& json, const std::string& where) {
  if (json.is_null()) return std::nullopt;
  if (json.is_string()) return bytes_of(json.get<std::string>());
  throw std::runtime_error(where + ": a packet is a string, or null for a close");
}

}  // namespace

std::vector<Packet> read_script(const std::string& file) {
  std::ifstream in(file);
  std::string line;
  if (!in || !std::getline(in, line))
    throw std::runtime_error(file + ": cannot be read, or is empty");
  const std::string where = file + ":1";
  const nlohmann::json script = nlohmann::json::parse(line, nullptr, false);
  if (!script.is_object() || !script.contains("packets") || !script["packets"].is_array()) {
    throw std::runtime_error(
        where + R"(: not a script: a line like {"packets": ["HTTP/1.1 200 OK\r\n\r\n", null]})");
  }
  std::vector<Packet> packets;
  for (const nlohmann::json& packet : script["packets"])
    packets.push_back(packet_of(packet, where));
  return packets;
}

Setup::Setup(int argc, char** argv, const std::string& default_peer) {
  CLI::App app("A lesson of Eyewall. Run it through `eyewall lesson`.");
  std::string peer = default_peer;
  auto* const peer_option =
      app.add_option("--peer", peer, "script of the peer that answers: one JSON line with packets");
  app.add_option("--url", url_, "fetch this from a real server instead")->excludes(peer_option);
  try {
    app.parse(argc, argv);
    if (url_.empty())
      follow_script(peer);
    else
      loop_ = std::make_unique<IOLoop>();
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error) == 0 ? 0 : 2);
  } catch (const std::runtime_error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    std::exit(2);
  }
  loop_->install();
}

Setup::~Setup() = default;

void Setup::follow_script(const std::string& file) {
  peer_ = std::make_unique<ScriptedPeer>(read_script(file));
  loop_ = std::make_unique<IOLoop>(std::make_unique<ScriptedPoller>(*peer_, clock_), clock_);
  url_ = "http://127.0.0.1:" + std::to_string(peer_->port()) + "/";
}

}  // namespace eyewall::lesson
