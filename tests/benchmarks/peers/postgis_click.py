"""PostgreSQL with PostGIS, asked at each click: a cluster of its own on a local socket, indexes for each kind of filter."""

import atexit
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg
import pyarrow.parquet as pq
import side
import sql

DIALECT = sql.Dialect(
    mark="%s", month="to_char(seized_on, 'YYYY-MM')", cell="CAST(floor({} * 2) AS INTEGER)",
    box="geom && ST_MakeEnvelope({}, {}, {}, {}, 4326)",
)  # fmt: skip
INDEXES = (
    "(seized_on)", "(country, seized_on)", "(drug, seized_on)", "USING gist (geom)", "USING gist (mercator)",
    "USING gin (place gin_trgm_ops)",
)  # fmt: skip
# A laptop's share for a database of its own; everything else as Debian sets it.
SETTINGS = {"shared_buffers": "1GB", "work_mem": "256MB", "maintenance_work_mem": "512MB", "fsync": "off", "max_wal_size": "4GB",
            "listen_addresses": "''"}  # fmt: skip
UNPRIVILEGED = "postgres"  # initdb refuses to run as root


class Cluster:
    """The cluster of one folder, running while it is used; its socket is in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "postgres"
        self.socket = Path(tempfile.mkdtemp(prefix="bench-pg-"))

    def __enter__(self) -> "Cluster":
        if not (self.data / "PG_VERSION").is_file():
            shutil.rmtree(self.data, ignore_errors=True)
            self.data.mkdir(parents=True)
            self._own(self.data)
            self._run("initdb", "-D", self.data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self._own(self.data, self.socket)
        (self.data / "postmaster.pid").unlink(missing_ok=True)  # of a run that was killed; nobody else uses this folder
        settings = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        self._run(
            "pg_ctl", "-D", self.data, "-w", "-l", self.data / "log", "-o", f"{settings} -k {self.socket}", "start"
        )
        return self

    def __exit__(self, *_) -> None:
        self._run("pg_ctl", "-D", self.data, "-m", "fast", "stop")
        shutil.rmtree(self.socket, ignore_errors=True)

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.socket), user="bench", dbname="postgres", autocommit=True)

    def _own(self, *folders: Path) -> None:
        if os.geteuid() == 0:
            for folder in folders:
                shutil.chown(folder, UNPRIVILEGED, UNPRIVILEGED)
                folder.chmod(0o700)

    def _run(self, program: str, *arguments: object) -> None:
        found = shutil.which(program) or next(
            map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))[::-1]), program
        )
        listed = [found, *map(str, arguments)]
        if os.geteuid() == 0:
            listed = ["setpriv", f"--reuid={UNPRIVILEGED}", f"--regid={UNPRIVILEGED}", "--clear-groups", *listed]
        subprocess.run(listed, check=True, stdout=subprocess.DEVNULL, cwd="/")


def prepare(folder: Path) -> None:
    with Cluster(folder) as cluster, cluster.connect() as db:
        columns = ", ".join(f'"{name}" {kind}' for name, kind in sql.COLUMNS)
        db.execute(
            "CREATE EXTENSION IF NOT EXISTS postgis; CREATE EXTENSION IF NOT EXISTS pg_trgm; DROP TABLE IF EXISTS making"
        )
        db.execute(
            f"CREATE UNLOGGED TABLE making ({columns}, geom geometry(Point, 4326), mercator geometry(Point, 3857))"
        )
        names = [name for name, _ in sql.COLUMNS]
        listed_names = ", ".join(f'"{name}"' for name in names)
        with db.cursor().copy(f"COPY making ({listed_names}) FROM STDIN") as copy:
            for batch in pq.ParquetFile(folder / "seizures.parquet").iter_batches(100_000, columns=names):
                for row in zip(*(batch[name].to_pylist() for name in names), strict=True):
                    copy.write_row(row)
        point = "ST_SetSRID(ST_MakePoint(lon, lat), 4326)"
        db.execute(f"UPDATE making SET geom = {point}, mercator = ST_Transform({point}, 3857) WHERE lon IS NOT NULL")
        db.execute("VACUUM FULL making")
        for listed in INDEXES:
            db.execute(f"CREATE INDEX ON making {listed}")
        db.execute("VACUUM ANALYZE making")
        db.execute("DROP TABLE IF EXISTS seizures; ALTER TABLE making RENAME TO seizures; CHECKPOINT")


# A cell of the tile's grid holds what our tiles say of it: its seizures, its leading drug (most mass, else most seizures)
# with its own seizures and mass, how exactly its places are known; it is drawn at the place with most seizures.
CELLS = """
WITH found AS (
  SELECT seizure, drug, mass_kg, "precision", mercator,
    floor((ST_X(mercator) + 20037508.342789244) / 40075016.68557849 * {cells}) AS cx,
    floor((20037508.342789244 - ST_Y(mercator)) / 40075016.68557849 * {cells}) AS cy
  FROM seizures WHERE mercator && ST_TileEnvelope({z}, {x}, {y}) AND {where}
), whole AS (
  SELECT cx, cy, "precision", COUNT(DISTINCT seizure) AS n FROM found GROUP BY 1, 2, 3
), most AS (
  SELECT DISTINCT ON (cx, cy, "precision") * FROM (
    SELECT cx, cy, "precision", drug, COUNT(DISTINCT seizure) AS of, SUM(mass_kg) AS kg FROM found GROUP BY 1, 2, 3, 4
  ) AS by_drug ORDER BY cx, cy, "precision", kg DESC NULLS LAST, of DESC, drug
), drawn AS (
  SELECT DISTINCT ON (cx, cy, "precision") * FROM (
    SELECT cx, cy, "precision", mercator, COUNT(DISTINCT seizure) AS there FROM found GROUP BY 1, 2, 3, 4
  ) AS by_place ORDER BY cx, cy, "precision", there DESC
), tile AS (
  SELECT n, drug, of, kg, "precision" AS shape,
    ST_AsMVTGeom(mercator, ST_TileEnvelope({z}, {x}, {y}), 4096, 64, true) AS geom
  FROM whole JOIN most USING (cx, cy, "precision") JOIN drawn USING (cx, cy, "precision")
)
"""
TILE = CELLS + "SELECT ST_AsMVT(tile.*, 'cells') FROM tile"
SAID = CELLS + "SELECT json_agg(json_build_array(n, drug, of, kg, shape)) FROM tile"  # the same cells, for comparing


def opened(folder: Path) -> side.Answer:
    cluster = Cluster(folder).__enter__()
    atexit.register(cluster.__exit__)
    db = cluster.connect()

    def ask(text: str, values: list[Any]) -> list[tuple]:
        return db.execute(text, values).fetchall()

    def answer(question: dict[str, Any]) -> bytes:
        if not question.get("tile"):
            return sql.answer(ask, DIALECT, question)
        where, values = sql.condition(DIALECT, question)
        z, x, y = question["tile"]
        text = (TILE if question["part"] == "tile" else SAID).format(
            cells=float(1 << (z + 6)), z=z, x=x, y=y, where=where
        )
        ((said,),) = ask(text, values)
        return bytes(said) if question["part"] == "tile" else json.dumps(said or []).encode()

    return answer


def servers(folder: Path) -> list[int]:
    return [int((folder / "postgres" / "postmaster.pid").read_text().split()[0])]


if __name__ == "__main__":
    side.serve(prepare, opened, servers)
