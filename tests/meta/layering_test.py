"""Arrows point down only: a layer, or a lesson, that includes too much does not compile.

The compiler is asked, with the include roots that the build gives to the layer's own sources.
"""

import json
import pathlib
import re
import shlex
import subprocess
import unittest

import checkout


def declared(file, function, known):
  """What a CMake file declares by that function: each name, with all that it may include."""
  text = re.sub(r"#.*", "", (checkout.ROOT / file).read_text())
  found = {}
  for name, words in re.findall(function + r"\((\w+)([^)]*)\)", text):
    uses = words.split("USES")[1].split("LINKS")[0].split() if "USES" in words else []
    found[name] = {name}.union(*({**known, **found}[used] for used in uses))
  return found


def layers():
  """Each layer of core in the order of the lessons, with the layers that it may include."""
  return declared("CMakeLists.txt", "eyewall_layer", {})


def parts():
  """The layers, and what the lessons share."""
  known = layers()
  left = sorted((checkout.ROOT / "lessons").glob("*/CMakeLists.txt"))
  while left:  # a part may use one whose folder comes later
    later = []
    for file in left:
      try:
        known.update(declared(checkout.name(file), "eyewall_part", known))
      except KeyError:
        later.append(file)
    if later == left:
      raise AssertionError(f"parts that nobody declares are used in {later}")
    left = later
  return known


def include_roots(folder):
  """The -I of a source in that folder, as the build compiles it; None if it has no source."""
  inside = f"{checkout.ROOT}/{folder}/"
  for entry in json.loads((checkout.BUILD / "compile_commands.json").read_text()):
    file = pathlib.Path(entry["file"])
    batch = file.read_text() if file.parent.name == "Unity" else ""  # it includes its sources
    if entry["file"].startswith(inside) or inside in batch:
      return [word for word in shlex.split(entry["command"]) if word.startswith("-I")]
  return None


def header(layer):
  """The first header of a layer, as one includes it."""
  first = sorted((checkout.ROOT / "core" / layer).glob("*.h"))[0]
  return f"{layer}/{first.name}"


def compile_including(included, roots):
  return subprocess.run([checkout.CXX, "-std=c++20", "-fsyntax-only", "-x", "c++", *roots, "-"],
                        input=f'#include "{included}"\n', capture_output=True, text=True,
                        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"})


def missing(included, run):
  return run.returncode != 0 and re.search(
      re.escape(included) + ".*(No such file|file not found)", run.stderr) is not None


class Layering(checkout.Claims):

  def complaints(self, who, roots, allowed):
    """What compiles and should not, and the other way round. Every forbidden layer, one allowed."""
    for layer in layers():
      if layer in allowed:
        continue
      run = compile_including(header(layer), roots)
      if not missing(header(layer), run):
        yield f"{who} can include {header(layer)}: {run.stderr[:200] or 'it compiles'}"
    control = [layer for layer in layers() if layer in allowed][-1]
    run = compile_including(header(control), roots)
    if run.returncode != 0:
      yield f"{who} cannot include {header(control)}:\n{run.stderr[:1000]}"

  def test_a_layer_that_includes_another_it_does_not_use_does_not_compile(self):
    wrong = []
    for layer, allowed in layers().items():
      roots = include_roots(f"core/{layer}")
      self.assertTrue(roots, f"core/{layer} has no source in compile_commands.json")
      wrong += self.complaints(f"core/{layer}", roots, allowed)
    self.expect_none(wrong, "arrows that do not point down:")

  def test_a_lesson_that_includes_a_layer_it_has_not_earned_does_not_compile(self):
    known, wrong = parts(), []
    for folder in sorted((checkout.ROOT / "lessons").glob("[0-9][0-9]_*/")):
      roots = include_roots(f"lessons/{folder.name}")
      self.assertTrue(roots, f"{folder.name} has no source in compile_commands.json")
      programs = declared(f"lessons/{folder.name}/CMakeLists.txt", "eyewall_program", known)
      earned = set().union(*programs.values())
      wrong += self.complaints(f"lessons/{folder.name}", roots, earned)
    self.expect_none(wrong, "lessons that see more than they have earned:")

  def test_core_knows_nothing_of_the_tracer(self):
    wrong = []
    for layer in layers():
      for part in ("record", "read", "explain", "view"):
        headers = sorted((checkout.ROOT / "tracer" / part).glob("*.h"))
        for included in [f"{part}/{headers[0].name}"] if headers else []:
          run = compile_including(included, include_roots(f"core/{layer}"))
          if not missing(included, run):
            wrong.append(f"core/{layer} can include {included}")
    self.expect_none(wrong, "core may not know who watches it:")

  def test_every_layer_of_the_house_is_found(self):
    folders = [path.name for path in (checkout.ROOT / "core").iterdir() if path.is_dir()]
    self.assertEqual(sorted(layers()), sorted(folders))
    self.assertEqual(layers()["trace"], {"trace"})
    self.assertIn("generator", layers()["gen"])
    self.assertNotIn("gen", layers()["iostream"])


if __name__ == "__main__":
  unittest.main()
