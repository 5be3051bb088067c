"""PostgreSQL with PostGIS for the bench: found, or installed, or the command to run. `make bench-peers` calls this last."""

import os
import shutil
import subprocess
from pathlib import Path

PACKAGES = ("postgresql", "postgis", "postgresql-postgis")  # Debian's and Ubuntu's names


def extension() -> Path | None:
    """The file that says PostGIS can be created in a database of the newest PostgreSQL here."""
    return next(iter(sorted(Path("/usr/share/postgresql").glob("*/extension/postgis.control"), reverse=True)), None)


def main() -> int:
    if extension() is None and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        # Whichever PostgreSQL the system has: the package of the extension is named for its number.
        numbered = sorted(Path("/usr/lib/postgresql").glob("[0-9]*"), reverse=True)
        wanted = [f"postgresql-{each.name}-postgis-3" for each in numbered[:1]] or list(PACKAGES)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted], check=False, env=quiet)
    found = extension()
    if found is None:
        print("PostGIS is not here: the bench will name it as absent. To have it: sudo apt-get install postgresql postgis "
              "postgresql-postgis")  # fmt: skip
    else:
        print(f"PostGIS: {found}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
