// Lines from a person at a terminal: with history, and completion by Tab.
//
// What: an owner of libedit's editor.
// For: eyewall replay. Threads: the main one. Ownership: owns the editor, which puts the terminal
//   back after each line.
// Source: ours; editline(3) is Berkeley's, whose licence suits ours, as GNU readline's does not.
#pragma once

#include <histedit.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "view/complete.h"

namespace eyewall::cli {

class LineEditor {
 public:
  /// `complete`: what a line can go on with, given what stands before the cursor.
  explicit LineEditor(std::function<view::Completion(std::string_view line)> complete);
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  /// The next line, without its end; nothing at the end of the input (Ctrl-D). Ctrl-C, where a
  /// handler of SIGINT lets the program live, gives the line up and begins another.
  std::optional<std::string> read(const std::string& prompt);
  /// For that handler to call: makes sure that read() sees the signal. libedit sees one only while
  /// it waits for a key; one that comes just before would else be lost until the next key.
  static void interrupt();

 private:
  // What libedit calls back, with this editor as its data.
  static char* prompt_of(EditLine* editor);
  static unsigned char on_tab(EditLine* editor, int key);

  void bind();
  unsigned char go_on(std::string_view line);
  static void list(const std::vector<std::string>& words);

  std::function<view::Completion(std::string_view line)> complete_;
  std::string prompt_;
  std::unique_ptr<History, decltype(&history_end)> history_;
  std::unique_ptr<EditLine, decltype(&el_end)> editor_;
};

}  // namespace eyewall::cli
