"""Where things are in a checkout. Nothing here touches the disk."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GEODATA = ROOT / "geodata"
FACTS = GEODATA / "facts"
BOUNDARIES = GEODATA / "boundaries"  # GeoParquet, for Python
BROWSER_GEODATA = GEODATA / "browser"  # small GeoJSON, for the map
ASSETS = ROOT / "assets"
MIGRATIONS = ROOT / "migrations"
LOCALE = ROOT / "monitoring" / "locale"
BROWSER_LIBRARIES = ROOT / "node_modules"  # brought by `npm ci`, never committed
BROWSER_BUILT = BROWSER_LIBRARIES / ".built"  # made by browser/build.mjs and `python -m monitoring.files`
INSTANCE = ROOT / "instance"  # the default database lives here; never committed
