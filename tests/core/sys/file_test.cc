#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "sys/file_calls.h"

namespace eyewall::sys {
namespace {

class File : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "eyewall_file." + std::to_string(::getpid());
    std::filesystem::create_directories(folder_);
    std::ofstream(path("a")) << "0123456789";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  static Fd opened(const std::string& path) {
    return Fd(static_cast<int>(check(open_file(path), "open")));
  }

 private:
  std::string folder_;
};

TEST_F(File, IsReadFromAnyPlace) {
  const Fd file = opened(path("a"));
  char bytes[4];
  EXPECT_EQ(read_at(file.get(), bytes, 3).value, 4);
  EXPECT_EQ(std::string(bytes, 4), "3456");
  EXPECT_EQ(read_at(file.get(), bytes, 8).value, 2);
  EXPECT_EQ(std::string(bytes, 2), "89");
  EXPECT_EQ(read_at(file.get(), bytes, 10).value, 0);
  EXPECT_EQ(read_at(file.get(), bytes, 1'000'000).value, 0);
}

TEST_F(File, SaysWhatItIs) {
  const FileStatus file = file_status(opened(path("a")).get());
  EXPECT_EQ(file.kind, FileKind::file);
  EXPECT_EQ(file.size, 10U);
  const timespec times[2] = {{1, 0}, {784111777, 5}};
  ASSERT_EQ(::utimensat(AT_FDCWD, path("a").c_str(), times, 0), 0);
  EXPECT_EQ(file_status(opened(path("a")).get()).modified,
            std::chrono::nanoseconds(784111777'000'000'005));
  EXPECT_EQ(file_status(opened(path(".")).get()).kind, FileKind::directory);
  EXPECT_EQ(file_status(opened("/dev/null").get()).kind, FileKind::other);
  EXPECT_THROW(file_status(-1), Error);
}

TEST_F(File, ThatIsNotThereSaysWhy) {
  EXPECT_EQ(open_file(path("no")).error, ENOENT);
  EXPECT_EQ(open_file(path("a/b")).error, ENOTDIR);
}

TEST_F(File, AFifoWithoutAWriterHoldsNobodyUp) {
  ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
  EXPECT_EQ(file_status(opened(path("fifo")).get()).kind, FileKind::other);
}

TEST_F(File, HasOnePathWithoutLinks) {
  std::filesystem::create_symlink("a", path("link"));
  std::string real = path("a");
  ASSERT_TRUE(real_path(real).ok());
  std::string linked = path("./../") + real.substr(real.rfind('/', real.rfind('/') - 1) + 1);
  linked.replace(linked.rfind("/a"), 2, "/link");
  ASSERT_TRUE(real_path(linked).ok());
  EXPECT_EQ(linked, real);
  std::string missing = path("no");
  EXPECT_EQ(real_path(missing).error, ENOENT);
  EXPECT_EQ(missing, path("no"));
}

}  // namespace
}  // namespace eyewall::sys
