// What a side of TLS trusts and shows: files that are missing, or are none.
#include "iostream/ssl_context.h"

#include <gmock/gmock.h>

namespace eyewall::test {
namespace {

TEST(SSLContexts, AFileThatIsMissingOrNoneIsNamed) {
  EXPECT_THROW(SSLContext::server({}), SSLError);
  try {
    SSLContext::server({.certfile = "/no/such.pem"});
    FAIL();
  } catch (const SSLError& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr("/no/such.pem"));
  }
  EXPECT_THROW(SSLContext::client({.ca_certs = "/dev/null"}), SSLError);
  EXPECT_THROW(SSLContext::client({.ciphers = "NO-SUCH"}), SSLError);
}

}  // namespace
}  // namespace eyewall::test
