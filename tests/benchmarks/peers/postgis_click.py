"""PostgreSQL with PostGIS, asked at each click: a cluster of its own on a local socket, indexes for each kind of filter."""

import atexit
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pyarrow.parquet as pq
import side
import sql

DIALECT = sql.Dialect(
    mark="%s", month="to_char(seized_on, 'YYYY-MM')", cell="CAST(floor({} * 2) AS INTEGER)",
    box="geom && ST_MakeEnvelope({}, {}, {}, {}, 4326)",
)  # fmt: skip
INDEXES = ("(seized_on)", "(country, seized_on)", "(drug, seized_on)", "USING gist (geom)", "USING gin (place gin_trgm_ops)")
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
        self._run("pg_ctl", "-D", self.data, "-w", "-l", self.data / "log", "-o", f"{settings} -k {self.socket}", "start")
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
        found = shutil.which(program) or next(map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))[::-1]), program)
        listed = [found, *map(str, arguments)]
        if os.geteuid() == 0:
            listed = ["setpriv", f"--reuid={UNPRIVILEGED}", f"--regid={UNPRIVILEGED}", "--clear-groups", *listed]
        subprocess.run(listed, check=True, stdout=subprocess.DEVNULL, cwd="/")


def prepare(folder: Path) -> None:
    with Cluster(folder) as cluster, cluster.connect() as db:
        columns = ", ".join(f"{name} {kind}" for name, kind in sql.COLUMNS)
        db.execute("CREATE EXTENSION IF NOT EXISTS postgis; CREATE EXTENSION IF NOT EXISTS pg_trgm; DROP TABLE IF EXISTS making")
        db.execute(f"CREATE UNLOGGED TABLE making ({columns}, geom geometry(Point, 4326))")
        names = [name for name, _ in sql.COLUMNS]
        with db.cursor().copy(f"COPY making ({', '.join(names)}) FROM STDIN") as copy:
            for batch in pq.ParquetFile(folder / "seizures.parquet").iter_batches(100_000, columns=names):
                for row in zip(*(batch[name].to_pylist() for name in names), strict=True):
                    copy.write_row(row)
        db.execute("UPDATE making SET geom = ST_SetSRID(ST_MakePoint(lon, lat), 4326) WHERE lon IS NOT NULL")
        db.execute("VACUUM FULL making")
        for listed in INDEXES:
            db.execute(f"CREATE INDEX ON making {listed}")
        db.execute("VACUUM ANALYZE making")
        db.execute("DROP TABLE IF EXISTS seizures; ALTER TABLE making RENAME TO seizures; CHECKPOINT")


def opened(folder: Path) -> side.Answer:
    cluster = Cluster(folder).__enter__()
    atexit.register(cluster.__exit__)
    db = cluster.connect()
    return lambda question: sql.answer(lambda text, values: db.execute(text, values).fetchall(), DIALECT, question)


def servers(folder: Path) -> list[int]:
    return [int((folder / "postgres" / "postmaster.pid").read_text().split()[0])]


if __name__ == "__main__":
    side.serve(prepare, opened, servers)
