#include "view/source.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include "tracer/view/own_folder.h"

namespace eyewall::view {
namespace {

namespace fs = std::filesystem;

class SourceTest : public testing::Test {
 protected:
  SourceTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "root/inner");
    write("root/inner/a.cc", "one\n  two\n");
    write("root/inner/secret.txt", "no source");
    write("outside.cc", "not for others");
  }
  ~SourceTest() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }

  const fs::path folder_ = fs::path(own_folder()) / "source_test";
  Source source_{{(folder_ / "none").string(), (folder_ / "root").string()}};
};

TEST_F(SourceTest, GivesAWholeFileBelowARoot) {
  EXPECT_EQ(source_.whole("inner/a.cc", 100), "one\n  two\n");
  EXPECT_EQ(source_.whole((folder_ / "root/inner/a.cc").string(), 100), "one\n  two\n");
  EXPECT_EQ(source_.whole("inner/../inner/a.cc", 100), "one\n  two\n");
}

TEST_F(SourceTest, GivesNoFileThatIsNotThereOrNoSourceOrTooLong) {
  EXPECT_EQ(source_.whole("inner/b.cc", 100), std::nullopt);
  EXPECT_EQ(source_.whole("inner", 100), std::nullopt);
  EXPECT_EQ(source_.whole("inner/secret.txt", 100), std::nullopt);
  EXPECT_EQ(source_.whole("inner/a.cc", 9), std::nullopt);
  EXPECT_EQ(source_.whole("", 100), std::nullopt);
}

TEST_F(SourceTest, GivesNoFileThatLiesOutsideOfTheRoots) {
  EXPECT_EQ(source_.whole("../outside.cc", 100), std::nullopt);
  EXPECT_EQ(source_.whole((folder_ / "outside.cc").string(), 100), std::nullopt);
  fs::create_symlink(folder_ / "outside.cc", folder_ / "root/link.cc");
  EXPECT_EQ(source_.whole("link.cc", 100), std::nullopt);
  // Its name begins like the root's, but it is another folder.
  fs::create_directories(folder_ / "root2");
  write("root2/c.cc", "x");
  EXPECT_EQ(source_.whole("../root2/c.cc", 100), std::nullopt);
}

}  // namespace
}  // namespace eyewall::view
