"""Neo4j Browser in a real web browser without a window, driven as a user drives it."""
from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect, sync_playwright

_TIMEOUT = 60_000  # milliseconds
expect.set_options(timeout=_TIMEOUT)
_DROP = """([data, name]) => {
  const bytes = Uint8Array.from(atob(data), character => character.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  const target = document.querySelector('.filedrop');
  for (const type of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: transfer}));
}"""


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise AssertionError("no chromium on the path; the tests open Neo4j Browser in it: apt-get install chromium "
                         "fonts-noto-cjk (Debian, Ubuntu)")


@contextmanager
def browser_page() -> Iterator[Page]:
    """Yield a page of a web browser of its own."""
    with sync_playwright() as playwright:
        # Root may not use the sandbox; and the machines of CI have little shared memory.
        browser = playwright.chromium.launch(executable_path=_chromium(),
                                             args=["--no-sandbox", "--disable-dev-shm-usage"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.set_default_timeout(_TIMEOUT)
        try:
            yield page
        finally:
            browser.close()


def connect_page(page: Page, address: str, password: str) -> None:
    """Open Neo4j Browser at an address with the connection filled in, and give the password."""
    page.goto(address)
    page.get_by_test_id("password").fill(password)
    page.get_by_test_id("connect").click()
    page.get_by_text("You are connected as user").wait_for()


def run_editor(page: Page) -> Locator:
    """Run what stands in the editor; return the frame of its result."""
    frames = page.get_by_test_id("frame")
    before = frames.count()
    page.get_by_test_id("editor-Run").click()
    expect(frames).not_to_have_count(before)  # the newest stands first
    frames.first.get_by_test_id("frameContents").wait_for()
    return frames.first


def run_text(page: Page, text: str) -> Locator:
    """Write into the editor and run it; return the frame of the result."""
    page.get_by_test_id("activeEditor").click()
    page.keyboard.insert_text(text)
    return run_editor(page)


def drop_file(page: Page, name: str, data: bytes) -> None:
    """Drop a file on the window."""
    page.evaluate(_DROP, [base64.b64encode(data).decode(), name])


def captions(frame: Locator) -> list[str]:
    """Return the captions of the nodes that are drawn, without what does not fit into a node."""
    frame.locator("g.node text").first.wait_for()
    return ["".join(node.locator("text").all_text_contents()).replace("…", "").replace(" ", "")
            for node in frame.locator("g.node").all()]


def keep_picture(frame: Locator, name: str, folder: Path) -> Path:
    """Keep a picture of a frame: in the folder that KG_PICTURES names (those of the README), else in ``folder``."""
    path = Path(os.environ.get("KG_PICTURES", folder)) / name
    frame.screenshot(path=path)
    return path
