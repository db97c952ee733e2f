// eyewall fetch URL: one page through our own client.
#include "cli/fetch.h"

#include <openssl/evp.h>
#include <signal.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/cli.h"
#include "record/record.h"

namespace eyewall::cli {
namespace {

struct FetchOptions {
  FetchRequest request;
  std::vector<std::string> headers;
  std::string body_file;
  std::string trace;
  std::string payload = "256";
  double timeout = 20;
  bool json = false;
};

std::string sha256(const std::string& data) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (EVP_Digest(data.data(), data.size(), digest, &size, EVP_sha256(), nullptr) != 1) {
    throw Problem("SHA-256 is not to be had");
  }
  constexpr char hex[] = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text.push_back(hex[digest[i] >> 4]);
    text.push_back(hex[digest[i] & 15]);
  }
  return text;
}

// As traces write text: what a server sends need not be UTF-8, and JSON must be.
std::string json_text(std::string_view text) {
  return read::Value::string(trace::Field::text, text).json();
}

void print_json(const FetchAnswer& answer) {
  std::cout << "{\"code\":" << answer.code << ",\"reason\":" << json_text(answer.reason)
            << ",\"headers\":[";
  const char* comma = "";
  for (const auto& [name, value] : answer.headers) {
    std::cout << comma << '[' << json_text(name) << ',' << json_text(value) << ']';
    comma = ",";
  }
  std::cout << "],\"body_sha256\":\"" << sha256(answer.body)
            << "\",\"body_len\":" << answer.body.size()
            << ",\"error\":" << (answer.error ? json_text(*answer.error) : "null") << "}\n";
}

std::pair<std::string, std::string> header_in(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || colon == 0)
    throw Problem("--header needs 'Name: value', not '" + text + "'");
  const std::size_t value = text.find_first_not_of(" \t", colon + 1);
  return {text.substr(0, colon), value == std::string::npos ? "" : text.substr(value)};
}

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file.good() && !file.eof()) throw Problem("cannot read " + path);
  return bytes;
}

int run(FetchOptions& options) {
  FetchRequest& request = options.request;
  for (const std::string& text : options.headers) request.headers.push_back(header_in(text));
  if (!options.body_file.empty()) request.body = contents(options.body_file);
  request.timeout = std::chrono::duration<double>(options.timeout);
  if (!options.trace.empty()) {
    const auto payload = record::payload_named(options.payload);
    record::start(options.trace, {.payload = payload.value_or(record::kDefaultPayload)});
  }
  const FetchAnswer answer = fetch(request);
  record::stop();
  if (answer.interrupted_by != 0) {
    say(*answer.error);
    ::raise(answer.interrupted_by);  // so that a shell sees why it ended
  }
  options.json ? print_json(answer) : static_cast<void>(std::cout << answer.body);
  if (answer.error) say(*answer.error);
  if (answer.untrusted) {
    say("If you know the server: --ca FILE trusts the certificate in FILE, or its authority;");
    say("--insecure takes whatever it shows, and anybody may have answered.");
  }
  return answer.error ? kNo : kYes;
}

}  // namespace

void add_fetch(CLI::App& app, int& code) {
  auto* const command = app.add_subcommand("fetch", "Fetch a page through our own client");
  const auto options = std::make_shared<FetchOptions>();
  FetchRequest& request = options->request;
  command->add_option("URL", request.url, "http://... or https://...")->required()->type_name("");
  command->add_option("--method", request.method, "GET, or POST with a body")->type_name("NAME");
  command->add_option("--body-file", options->body_file, "send this file as the body")
      ->type_name("FILE");
  command->add_option("--header", options->headers, "'Name: value'; may be repeated")
      ->allow_extra_args(false)
      ->type_name("LINE");
  command->add_option("--max-redirects", request.max_redirects, "0: follow none (5)")
      ->check(CLI::Range(0, 1000))
      ->type_name("N");
  auto* const trusted = command->add_option(
      "--ca", request.ca_certs, "of https: trust these certificates (PEM), not the system's");
  trusted->check(CLI::ExistingFile)->type_name("FILE");
  command
      ->add_flag("!--insecure", request.validate_cert,
                 "of https: take any certificate; nobody knows who answered")
      ->excludes(trusted);
  command
      ->add_option("--timeout", options->timeout,
                   "seconds, for the connection and for the exchange (20)")
      ->check(CLI::PositiveNumber)
      ->type_name("S");
  command
      ->add_option("--record", options->trace,
                   "record the exchange into this trace (EYEWALL_TRACE)")
      ->envname("EYEWALL_TRACE")
      ->type_name("FILE");
  take_payload(*command, options->payload)->envname("EYEWALL_PAYLOAD");
  command->add_flag("--json", options->json,
                    "print code, reason, headers, the body's hash and length, error");
  command->footer(
      "Without --json the body is printed. Exit code 1 when the client reports an error,\n"
      "which any status but a success is; code 599 means that no response came.\n"
      "Examples:\n"
      "  eyewall fetch http://127.0.0.1:8000/\n"
      "  eyewall fetch --json --header 'X-One: 1' --header 'X-Two: 2' http://127.0.0.1:8000/\n"
      "  eyewall fetch --method PUT --body-file page.html http://127.0.0.1:8000/page.html\n"
      "  eyewall fetch --ca cert.pem https://localhost:8443/\n"
      "  eyewall fetch --record run.jsonl http://127.0.0.1:8000/ && eyewall walk run.jsonl");
  command->callback([options, &code] { code = run(*options); });
}

}  // namespace eyewall::cli
