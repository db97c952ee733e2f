"""A headless Chromium, driven through chromedriver by plain HTTP: no package is needed for it."""

import base64
import json
import re
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
MISSING = None if CHROMIUM and DRIVER else (
    "there is no Chromium here: apt-get install chromium chromium-driver")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-dev-shm-usage", "--force-device-scale-factor=1"]
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's name for a reference to one
KEYS = {"Left": "\ue012", "Up": "\ue013", "Right": "\ue014", "Down": "\ue015", "Enter": "\ue007",
        "Escape": "\ue00c", "Tab": "\ue004", "Home": "\ue011", "End": "\ue010", "Space": " ",
        "Shift": "\ue008"}


class WebDriverError(Exception):
  """What chromedriver says has gone wrong."""


class Browser:
  """One window. Use it with `with`: it ends the browser and its driver."""

  def __init__(self, width=1440, height=900):
    self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    self._driver = subprocess.Popen([DRIVER, "--port=0"], stdout=subprocess.PIPE, text=True)
    try:
      self._base = f"http://127.0.0.1:{self._port()}"
      options = {"binary": CHROMIUM, "args": [
          *FLAGS, f"--user-data-dir={self._profile.name}", f"--window-size={width},{height}"]}
      session = self._post("/session", {"capabilities": {"alwaysMatch": {
          "browserName": "chrome", "goog:chromeOptions": options,
          "goog:loggingPrefs": {"browser": "ALL"}}}})
      self._base += "/session/" + session["sessionId"]
    except BaseException:
      self._end()
      raise

  def _port(self):
    for line in self._driver.stdout:
      started = re.search(r"started successfully on port (\d+)", line)
      if started:
        return started[1]
    raise WebDriverError("chromedriver ended before it began")

  def __enter__(self):
    return self

  def __exit__(self, *_):
    try:
      self._call("DELETE", "")
    finally:
      self._end()

  def _end(self):
    self._driver.terminate()
    self._driver.wait()
    self._driver.stdout.close()
    self._profile.cleanup()

  def _call(self, method, path, body=None):
    request = urllib.request.Request(
        self._base + path, method=method, headers={"Content-Type": "application/json"},
        data=None if body is None else json.dumps(body).encode())
    try:
      with urllib.request.urlopen(request, timeout=120) as answer:
        return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
      raise WebDriverError(json.load(error)["value"]["message"]) from None

  def _post(self, path, body):
    return self._call("POST", path, body)

  def open(self, url):
    self._post("/url", {"url": url})

  def run(self, script, *arguments):
    """The result of JavaScript in the page; `arguments` in it are these."""
    return self._post("/execute/sync", {"script": script, "args": list(arguments)})

  def wait(self, condition, seconds=30):
    """Until the JavaScript expression holds; the page itself looks, at every frame."""
    self._post("/timeouts", {"script": seconds * 1000})
    try:
      self._post("/execute/async", {"args": [], "script": f"""
          const done = arguments[0];
          const look = () => ({condition}) ? done(true) : requestAnimationFrame(look);
          look();"""})
    except WebDriverError as error:
      raise WebDriverError(f"it never came true: {condition}; {error}") from None

  def click(self, selector):
    found = self._post("/element", {"using": "css selector", "value": selector})
    self._post(f"/element/{found[ELEMENT]}/click", {})

  def press(self, *keys):
    """Keys one after another, each alone: "l", "G", "Escape"."""
    actions = []
    for key in keys:
      value = KEYS.get(key, key)
      actions += [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
    self._post("/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

  def resize(self, width, height):
    self._devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                   deviceScaleFactor=1, mobile=False)

  def prefer(self, **features):
    """Media features such as prefers_color_scheme="dark"."""
    self._devtools("Emulation.setEmulatedMedia", features=[
        {"name": name.replace("_", "-"), "value": value} for name, value in features.items()])

  def _devtools(self, command, **parameters):
    return self._post("/goog/cdp/execute", {"cmd": command, "params": parameters})

  def log(self):
    """What the console has said since it was last asked."""
    return [entry["message"] for entry in self._post("/se/log", {"type": "browser"})]

  def screenshot(self, path):
    with open(path, "wb") as file:
      file.write(base64.b64decode(self._call("GET", "/screenshot")))
