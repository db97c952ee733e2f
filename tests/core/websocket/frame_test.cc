// Headers of frames, masking, UTF-8, close payloads: pure functions.
#include "websocket/frame.h"

#include <gmock/gmock.h>

#include "core/http/thrown.h"
#include "websocket/close_frame.h"
#include "websocket/errors.h"
#include "websocket/utf8.h"

namespace eyewall::websocket {
namespace {

using ::testing::HasSubstr;

std::string bytes(std::initializer_list<int> values) {
  std::string text;
  for (const int value : values) text += static_cast<char>(value);
  return text;
}

std::string refusal(const std::string& header) {
  return thrown<BadFrame>([&] { decode_header(header); });
}

TEST(FrameHeader, IsReadAsRfc6455Section57Shows) {
  EXPECT_EQ(decode_header(bytes({0x81, 0x05})), (FrameHeader{.length = 5}));
  EXPECT_EQ(decode_header(bytes({0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d})),
            (FrameHeader{.masking_key = MaskingKey{0x37, '\xfa', 0x21, 0x3d}, .length = 5}));
  EXPECT_EQ(decode_header(bytes({0x01, 0x03})), (FrameHeader{.fin = false, .length = 3}));
  EXPECT_EQ(decode_header(bytes({0x82, 0x7e, 0x01, 0x00})),
            (FrameHeader{.opcode = Opcode::binary, .length = 256}));
  EXPECT_EQ(decode_header(bytes({0x82, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0})),
            (FrameHeader{.opcode = Opcode::binary, .length = 65536}));
  EXPECT_EQ(decode_header(bytes({0xc1, 0x07})), (FrameHeader{.rsv1 = true, .length = 7}));
}

TEST(FrameHeader, ComesOutAsItWentIn) {
  for (const std::uint64_t length : {0ULL, 1ULL, 125ULL, 126ULL, 65535ULL, 65536ULL, 1ULL << 62}) {
    for (const bool masked : {false, true}) {
      FrameHeader header{.fin = masked, .opcode = Opcode::binary, .length = length};
      if (masked) header.masking_key = MaskingKey{1, 2, 3, 4};
      std::string text;
      append_header(text, header);
      EXPECT_EQ(header_size(text), text.size());
      EXPECT_EQ(decode_header(text), header) << length;
      for (std::size_t cut = 0; cut < text.size(); ++cut) {
        EXPECT_EQ(decode_header(text.substr(0, cut)), std::nullopt) << length << " " << cut;
      }
    }
  }
}

TEST(FrameHeader, RefusesReservedBitsAndOpcodes) {
  for (const int bit : {0x20, 0x10, 0x30}) {
    EXPECT_THAT(refusal(bytes({0x81 | bit, 0})), HasSubstr("Reserved bit"));
  }
  for (const int opcode : {3, 4, 5, 6, 7, 0xb, 0xc, 0xd, 0xe, 0xf}) {
    EXPECT_THAT(refusal(bytes({0x80 | opcode, 0})), HasSubstr("Reserved opcode")) << opcode;
  }
}

TEST(FrameHeader, RefusesAControlFrameThatIsLongOrFragmented) {
  for (const int opcode : {8, 9, 10}) {
    EXPECT_THAT(refusal(bytes({opcode, 0})), HasSubstr("fragmented"));
    EXPECT_THAT(refusal(bytes({0x80 | opcode, 126})), HasSubstr("125 bytes"));
    EXPECT_THAT(refusal(bytes({0x80 | opcode, 127})), HasSubstr("125 bytes"));
    EXPECT_TRUE(decode_header(bytes({0x80 | opcode, 125})));
  }
}

TEST(FrameHeader, RefusesALengthThatIsPaddedOrTooGreat) {
  EXPECT_THAT(refusal(bytes({0x82, 126, 0, 125})), HasSubstr("padded"));
  EXPECT_THAT(refusal(bytes({0x82, 127, 0, 0, 0, 0, 0, 0, 0xff, 0xff})), HasSubstr("padded"));
  EXPECT_THAT(refusal(bytes({0x82, 127, 0x80, 0, 0, 0, 0, 1, 0, 0})), HasSubstr("highest bit"));
  EXPECT_EQ(decode_header(bytes({0x82, 126, 0, 126}))->length, 126U);
}

TEST(Mask, UndoesItselfWhereverItBegins) {
  const MaskingKey key{'\x37', '\xfa', '\x21', '\x3d'};
  std::string hello = bytes({0x7f, 0x9f, 0x4d, 0x51, 0x58});
  mask(hello, key);
  EXPECT_EQ(hello, "Hello");
  std::string whole(100, 'x');
  mask(whole, key);
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    std::string pieces(100, 'x');
    mask(std::span(pieces).first(cut), key);
    mask(std::span(pieces).subspan(cut), key, cut);
    EXPECT_EQ(pieces, whole) << cut;
  }
}

TEST(Utf8, TakesEveryLengthOfCharacterAndItsLimits) {
  for (const char* good :
       {"", "plain text of some length", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
        "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf",
        "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5 and ASCII behind it"}) {
    EXPECT_TRUE(is_utf8(good)) << good;
  }
}

TEST(Utf8, RefusesAtTheFirstByteThatCannotBeRight) {
  for (const std::string_view bad :
       {"\x80", "\xbf", "\xc0", "\xc1", "\xe0\x9f", "\xed\xa0", "\xf0\x8f", "\xf4\x90", "\xf5",
        "\xff", "\xfe", "\xc2\x41", "\xe1\x80\x41", "\xf1\x80\x80\x41", "12345678\x80"}) {
    Utf8Validator validator;
    EXPECT_TRUE(validator.feed(bad.substr(0, bad.size() - 1)));
    EXPECT_FALSE(validator.feed(bad.substr(bad.size() - 1)));
  }
  for (const char* cut : {"\xc2", "\xe1\x80", "\xf1\x80\x80"}) EXPECT_FALSE(is_utf8(cut)) << cut;
}

TEST(Utf8, DoesNotMindHowTheBytesAreCut) {
  const std::string text = "0123456789 \xce\xba\xe1\xbd\xb9\xf0\x90\x80\x80 0123456789";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    Utf8Validator validator;
    EXPECT_TRUE(validator.feed(std::string_view(text).substr(0, cut)));
    EXPECT_TRUE(validator.feed(std::string_view(text).substr(cut)));
    EXPECT_TRUE(validator.complete());
  }
}

TEST(CloseFrame, CodesThatMayBeSentAreThoseOfTheRegistry) {
  for (const int code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014,
                         3000, 3999, 4000, 4999}) {
    EXPECT_TRUE(is_close_code(code)) << code;
  }
  for (const int code :
       {-1, 0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535, 66536}) {
    EXPECT_FALSE(is_close_code(code)) << code;
  }
}

TEST(CloseFrame, IsParsedAsItWasMade) {
  for (const CloseReason& reason :
       {CloseReason{}, CloseReason{1000, ""}, CloseReason{4999, std::string(123, 'x')}}) {
    EXPECT_EQ(parse_close(close_payload(reason)), reason);
  }
}

TEST(CloseFrame, RefusesWhatMustNotCome) {
  const auto code_of = [](const std::string& payload) {
    try {
      parse_close(payload);
    } catch (const BadFrame& error) {
      return static_cast<int>(error.code());
    }
    return 0;
  };
  EXPECT_EQ(code_of("\x03"), kProtocolError);
  EXPECT_EQ(code_of("\x03\xed"), kProtocolError);  // 1005
  EXPECT_EQ(code_of("\x03\xe8\xce\xba\xff"), kInvalidData);
  EXPECT_EQ(code_of("\x03\xe8\xce"), kInvalidData);
}

TEST(CloseFrame, RefusesToMakeWhatMustNotBeSent) {
  const auto refused = [](const CloseReason& reason) {
    return thrown<std::invalid_argument>([&] { close_payload(reason); });
  };
  EXPECT_THAT(refused({1006, ""}), HasSubstr("1006"));
  EXPECT_THAT(refused({std::nullopt, "why"}), HasSubstr("needs a code"));
  EXPECT_THAT(refused({1000, std::string(124, 'x')}), HasSubstr("123 bytes"));
  EXPECT_THAT(refused({1000, "\xff"}), HasSubstr("UTF-8"));
}

}  // namespace
}  // namespace eyewall::websocket
