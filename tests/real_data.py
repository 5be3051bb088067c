"""The real files for developing: where they are, or a generated file of the same shape where they are not."""

import os
import zipfile
from pathlib import Path

from tests.sources.made_ids import write_ids

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def real_data() -> Path | None:
    """The folder named by DRUGS_MONITOR_REAL_DATA, else the one beside the checkout; None where there is none."""
    named = os.environ.get("DRUGS_MONITOR_REAL_DATA")
    folder = Path(named) if named else BESIDE
    return folder if (folder / "ids_2011_2014.csv.zip").is_file() else None


def ids_csv(target: Path, made_rows: int = 208_172) -> tuple[Path, str]:
    """UNODC's individual seizures 2011-2014 at `target`, and what they are in words; generated ones where absent."""
    folder = real_data()
    if folder is None:
        write_ids(target, made_rows, seed=20)
        return target, "a generated file of the shape of UNODC's individual drug seizures"
    with zipfile.ZipFile(folder / "ids_2011_2014.csv.zip") as archive:
        target.write_bytes(archive.read("ids_2011_2014.csv"))
    return target, "UNODC's individual drug seizures 2011-2014"
