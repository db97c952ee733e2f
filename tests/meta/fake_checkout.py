"""A checkout with little in it but `lab`; its builders and installers only take notes."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import checkout

NOTE = '#!/bin/sh\nprintf "%s\\n" "${0##*/} $*" >>"$NOTES"\n'

CMAKE = NOTE + '''
eval "$CMAKE_DOES"
case $1 in
  --preset) mkdir -p "build/$2" && touch "build/$2/build.ninja" ;;
  --build) mkdir -p "$2/bin" && cp "$EYEWALL" "$2/bin/eyewall" ;;
esac
'''
DPKG_QUERY = NOTE + 'shift 2\nfor p; do [ "$p" = "$MISSING" ] || printf "ii %s " "$p"; done\n'
ID = '#!/bin/sh\necho "$USER_ID"\n'
SUDO = NOTE + 'while case $1 in -*) ;; *) false ;; esac; do shift; done\nexec "$@"\n'
EYEWALL = NOTE + 'eval "$EYEWALL_DOES"\n'
SCRIPTS = {"cmake": CMAKE, "dpkg-query": DPKG_QUERY, "id": ID, "sudo": SUDO, "ninja": NOTE,
           "apt-get": NOTE + 'eval "$APT_DOES"\n', "ctest": NOTE + 'eval "$CTEST_DOES"\n'}
TOOLS = ["sh", "bash", "env", "cat", "rm", "mv", "cp", "mkdir", "touch", "find", "readlink",
         "nproc", "awk", "df", "sed", "flock", "dirname", "sleep", "setarch", "true"]


class FakeCheckout(unittest.TestCase):

  def setUp(self):
    self.top = pathlib.Path(tempfile.mkdtemp(prefix="eyewall lab "))
    self.addCleanup(lambda: shutil.rmtree(self.top))
    self.root = self.top / "a checkout"
    for folder in ("core/trace", "tracer/cli", "lessons", "cmake", ".ci"):
      (self.root / folder).mkdir(parents=True)
    for file in ("lab", ".ci/run"):
      shutil.copy(checkout.ROOT / file, self.root / file)
    for file in ("CMakeLists.txt", "CMakePresets.json", "core/trace/sink.cc", "core/trace/old.cc"):
      (self.root / file).touch()
    self.bin = self.top / "bin"
    self.bin.mkdir()
    for name, text in SCRIPTS.items():
      self.script(self.bin / name, text)
    for name in TOOLS:
      (self.bin / name).symlink_to(shutil.which(name))
    self.script(self.top / "eyewall", EYEWALL)
    self.environment = {
        "PATH": str(self.bin), "NOTES": str(self.top / "notes"),
        "EYEWALL": str(self.top / "eyewall"),
        "CMAKE_DOES": "", "EYEWALL_DOES": "", "APT_DOES": "", "CTEST_DOES": "", "MISSING": "",
        "USER_ID": "0", "CI": "true"}

  def script(self, path, text):
    path.write_text(text)
    path.chmod(0o755)

  def start(self, *arguments, lab=None, cwd=None, **environment):
    return subprocess.Popen([lab or self.root / "lab", *arguments], text=True, cwd=cwd or self.top,
                            env={**self.environment, **environment}, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)

  def lab(self, *arguments, **options):
    """Runs lab to its end. The result has stdout, stderr, returncode, and notes: who was called."""
    (self.top / "notes").write_text("")
    process = self.start(*arguments, **options)
    process.stdout, process.stderr, streams = None, None, process.communicate()
    process.stdout, process.stderr = streams
    process.notes = (self.top / "notes").read_text().splitlines()
    return process

  def builds(self, run):
    return [note for note in run.notes if note.startswith(("cmake --build", "ninja"))]

  def touch_after_the_stamp(self, path):
    """Changes the file, later than the stamp by the clock of the file system."""
    stamp = (self.root / "build/dev/.stamp").stat().st_mtime_ns
    os.utime(path)
    while path.stat().st_ctime_ns <= stamp:
      os.utime(path)
