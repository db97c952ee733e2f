// The keys of the full-screen player: what a terminal sends, and what each one does.
//
// What: a key is its code point, or one of the names below. The table is the only list of them:
//   the footer and the help page come from it.
// For: app.h and terminal.h. Threads: constant data.
// Source: ours; the keys are those of less and vim where these have one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eyewall::screen {

using Key = char32_t;

/// Control and a letter.
constexpr Key control(char letter) {
  return static_cast<Key>(letter & 0x1f);
}
namespace key {
inline constexpr Key kTab = 9;  // Ctrl-I is the same
inline constexpr Key kEnter = 10;
inline constexpr Key kEscape = 27;
inline constexpr Key kBackspace = 127;
// Beyond Unicode: keys that no character has.
inline constexpr Key kUp = 0x110000;
inline constexpr Key kDown = 0x110001;
inline constexpr Key kLeft = 0x110002;
inline constexpr Key kRight = 0x110003;
inline constexpr Key kHome = 0x110004;
inline constexpr Key kEnd = 0x110005;
inline constexpr Key kPageUp = 0x110006;
inline constexpr Key kPageDown = 0x110007;
inline constexpr Key kBackTab = 0x110008;
inline constexpr Key kDelete = 0x110009;
inline constexpr Key kUnknown = 0x11000a;
}  // namespace key

/// The character that a key types; empty where it types none.
std::string typed(Key key);

struct KeyInfo {
  std::string_view keys;  // as the help page names them
  std::string_view what;  // one line; empty: `keys` is a heading
};
/// Every key, under headings, in the order of the help page; and the signs on the screen.
std::span<const KeyInfo> keys();

/// What the keys mean at the moment.
enum class Footer : std::uint8_t { panes, page, links, asked, answered };

/// The footer's rows for a width: as many keys as fit, the most important first. A key's name ends
/// at the first blank of its item.
std::vector<std::vector<std::string_view>> footer_rows(Footer footer, int width, int rows);

}  // namespace eyewall::screen
