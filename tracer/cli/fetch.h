// One HTTP exchange through our own client, as `eyewall fetch` asks for it.
//
// What: the request as the command line gives it, the answer as it is printed.
// For: fetch.cc (options, output) and fetch_client.cc (the exchange). Threads: the main one.
// Source: ours.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace eyewall::cli {

using HeaderList = std::vector<std::pair<std::string, std::string>>;

struct FetchRequest {
  std::string url;
  std::string method;  // empty: GET, or POST when there is a body
  std::optional<std::string> body;
  HeaderList headers;
  int max_redirects = 5;                      // 0: none is followed
  std::string ca_certs;                       // PEM file; empty: the system's authorities
  bool validate_cert = true;                  // of https servers
  std::chrono::duration<double> timeout{20};  // of the connection, and of the whole exchange
};

struct FetchAnswer {
  int code = 599;  // 599: there was no response
  std::string reason;
  HeaderList headers;
  std::string body;
  std::optional<std::string> error;  // what HTTPError says
  bool untrusted = false;            // what was wrong was the server's certificate
  int interrupted_by = 0;            // the signal that ended it before an answer came
};

/// Fetches, on a loop of its own. Never throws for what the network or the server does.
FetchAnswer fetch(const FetchRequest& request);

}  // namespace eyewall::cli
