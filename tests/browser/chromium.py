"""A real Chromium for the browser tests: found, or installed, or the command to run; never a silent skip.

`python -m tests.browser.chromium` is what `make test` calls first.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium's own background requests would be noise in tests that count requests.
ARGUMENTS = [
    "--disable-gpu-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader", "--font-render-hinting=none",
]  # fmt: skip


def arguments() -> list[str]:
    """Launch arguments; root needs the sandbox off, as in a container."""
    return [*ARGUMENTS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else list(ARGUMENTS)


def find() -> str | None:
    """The path of an installed Chromium, the system's first, then Playwright's own."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        return str(own) if own.is_file() else None


def install() -> None:
    """Debian's package as root, else Playwright's download; leaves the judgement to `find`."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False, env=quiet
        )
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    if find() is None:
        print("No Chromium here: installing one for the browser tests ...", flush=True)
        install()
    found = find()
    if found is None:
        print(
            "The browser tests need Chromium and it could not be installed. Run one of:\n"
            "  sudo apt-get install chromium\n"
            f"  {sys.executable} -m playwright install --with-deps chromium",
            file=sys.stderr,
        )
        return 1
    print(f"Browser tests run in {found}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
