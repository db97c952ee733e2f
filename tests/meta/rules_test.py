"""The rules of the code that a machine can hold us to, over every source of the checkout."""

import re
import subprocess
import unittest

import checkout
from coroutines import coroutines, keeps_a_reference

CODE = ["core", "tracer", "lessons"]
SOURCES = [".h", ".cc"]

# The names under which libc makes system calls. clock_gettime is none: the kernel maps it in.
SYSTEM_CALLS = set("""
  accept accept4 bind clock_nanosleep close connect creat dup dup2 dup3 epoll_create
  epoll_create1 epoll_ctl epoll_pwait epoll_wait eventfd execl execlp execv execve execvp
  fallocate fcntl fcntl64 fdatasync fork fstat fstat64 fsync ftruncate ftruncate64 getaddrinfo
  getpeername getsockname getsockopt inotify_add_watch inotify_init1 ioctl kill listen lseek
  lseek64 mkdir mmap mmap64 msync munmap nanosleep open open64 openat openat64 pause pipe pipe2
  poll posix_fallocate posix_fallocate64 posix_spawn posix_spawnp ppoll pread pread64 pwrite
  pwrite64 read readv recv recvfrom recvmsg rename select send sendfile sendmsg sendto setitimer
  setsockopt shutdown sigaction signal signalfd sigprocmask sleep socket socketpair stat stat64
  syscall system timerfd_create timerfd_settime truncate unlink usleep vfork wait4 waitid
  waitpid write writev""".split())


def undefined(library):
  """(object, symbol) for each symbol that a static library wants from elsewhere."""
  command = ["nm", "--undefined-only", "-A", library]
  listing = subprocess.run(command, capture_output=True, text=True)
  for line in listing.stdout.splitlines():
    wanted = re.search(r":([^:]+):\s+[Uw] (\w+)", line)
    if wanted:
      yield wanted.groups()


def built(part):
  return next(checkout.BUILD.rglob(f"libeyewall_{part}.a"), None)


class Seam(checkout.Claims):

  def calls_of(self, part):
    library = built(part)
    self.assertTrue(library, f"libeyewall_{part}.a is not built")
    return sorted({call for call in undefined(library) if call[1] in SYSTEM_CALLS})

  def test_only_sys_makes_system_calls_in_core(self):
    wrong = []
    for folder in sorted((checkout.ROOT / "core").iterdir()):
      if folder.name != "sys":
        wrong += [f"core/{folder.name}: {source} calls {symbol}"
                  for source, symbol in self.calls_of(folder.name)]
    self.expect_none(wrong, "system calls are made in core/sys only:")

  def test_what_looks_for_system_calls_finds_those_of_sys(self):
    self.assertIn("epoll_ctl", {symbol for _, symbol in self.calls_of("sys")})


class Named(checkout.Claims):

  def grep(self, folders, pattern, what):
    wrong = []
    for path in checkout.files(folders, SOURCES):
      text = checkout.bare(path.read_text())
      for match in re.finditer(pattern, text):
        where = f"{checkout.name(path)}:{checkout.line_of(text, match.start())}"
        wrong.append(f"{where}: {match.group().strip()}")
    self.expect_none(wrong, what)

  def test_nothing_asserts_or_aborts(self):
    self.grep(CODE, r"(?<![\w.>])(?:std::)?(?:assert|abort)\s*\(|#include <cassert>",
              "a rule that is broken throws a named error; nothing asserts or aborts:")

  def test_nothing_sleeps_in_a_test(self):
    self.grep(["tests/core", "tests/tracer"], r"\bsleep_(?:for|until)\s*\(|\busleep\s*\(",
              "a test waits for an event, or moves its clock; it does not sleep:")


class Coroutines(checkout.Claims):

  def found(self):
    for path in checkout.files(CODE + ["tests"], SOURCES):
      text = checkout.bare(path.read_text())
      for coroutine in coroutines(text):
        yield f"{checkout.name(path)}:{checkout.line_of(text, coroutine.offset)}", coroutine

  def test_no_coroutine_is_a_lambda_that_captures(self):
    self.expect_none([f"{where}: captures [{coroutine.captures}]"
                      for where, coroutine in self.found() if coroutine.captures],
                     "the lambda dies at the first suspension, and its captures with it:")

  def test_no_coroutine_has_a_reference_for_a_parameter(self):
    self.expect_none([f"{where}: ({coroutine.parameters})"
                      for where, coroutine in self.found()
                      if keeps_a_reference(coroutine.parameters)],
                     "what it refers to may be gone after the first suspension; take it by value:")

  def test_coroutines_are_found_with_captures_and_parameters(self):
    text = """
      gen::Coroutine<int> plain(int a, std::string b) { if (a) { co_return 1; } }
      auto one = [x, &y](std::vector<int>& z) -> gen::Coroutine<int> { for (;;) { co_yield z; } };
      void outer() { auto two = [] { co_return; }; two([](F<int(A&)> f) mutable { co_await f; }); }
      int other(int& reference) { return reference; }"""
    found = [(each.captures, each.parameters, keeps_a_reference(each.parameters))
             for each in coroutines(text)]
    self.assertEqual(found, [
        ("", "int a, std::string b", False), ("x, &y", "std::vector<int>& z", True),
        ("", "", False), ("", "F<int(A&)> f", False)])


class Size(checkout.Claims):

  def all_sources(self):
    endings = SOURCES + [".cmake", ".py", ".sh", "CMakeLists.txt"]
    return [checkout.ROOT / "CMakeLists.txt", checkout.ROOT / "lab",
            *checkout.files(CODE + ["tests", "cmake"], endings)]

  def test_no_file_is_over_300_lines(self):
    sizes = [(len(path.read_text().splitlines()), path) for path in self.all_sources()]
    self.expect_none([f"{checkout.name(path)}: {lines}" for lines, path in sizes if lines > 300],
                     "a file is 50 to 150 lines; over 300 it holds two things:")

  def test_no_line_is_over_100_columns(self):
    self.expect_none([f"{checkout.name(path)}:{number}: {len(line)} columns"
                      for path in self.all_sources()
                      for number, line in enumerate(path.read_text().splitlines(), 1)
                      if len(line) > 100], "lines are at most 100 columns wide:")

  def test_the_formatter_and_the_linter_have_their_rules(self):
    for file in (".clang-format", ".clang-tidy", "LICENSE", ".ci/run"):
      self.assertTrue((checkout.ROOT / file).is_file(), f"{file} is missing")


if __name__ == "__main__":
  unittest.main()
