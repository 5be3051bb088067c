"""What an operator can set, by environment variable. Each has a safe default."""

from functools import cache
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from .errors import SettingsError
from .paths import INSTANCE

Audience = Literal["public", "partner", "restricted"]
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Settings(BaseSettings):
    """Read from `DRUGS_MONITOR_*`, `HOST` and `PORT`; an unreadable value is refused by name."""

    model_config = SettingsConfigDict(env_prefix="DRUGS_MONITOR_", populate_by_name=True, extra="ignore")

    instance: Path = INSTANCE  # the folder of what this installation makes: database, uploads, saved mappings, lookups
    database_url: str = ""  # empty: a SQLite file in `instance`
    copies: Path | None = None  # the folder of the columnar copies; None: beside a SQLite database, else in `instance`
    audience: Audience = "public"  # which markings this process may read
    publisher: str = ""  # named in disclaimers and citations; see components/publisher.py
    host: str = Field("127.0.0.1", validation_alias="HOST")
    port: int = Field(8050, validation_alias="PORT", ge=1, le=65535)
    allowed_hosts: str = ""  # further Host headers to answer, comma-separated, when not on loopback
    cluster: str = ""  # the scheduler of a Dask cluster, as in tcp://127.0.0.1:8786; empty: this machine alone
    cluster_ca: Path | None = None  # PEM files for tls://: who signs the cluster's certificates, our own one, its key
    cluster_cert: Path | None = None
    cluster_key: Path | None = None
    cluster_rows: int = Field(20_000_000, ge=1)  # questions that touch fewer are answered here: see docs/cluster.md
    cluster_timeout_s: float = Field(5.0, gt=0, le=60)  # what the cluster has not said by then is worked out here

    @model_validator(mode="after")
    def _database_in_the_instance(self) -> Self:
        self.database_url = self.database_url or f"sqlite:///{self.instance / 'drugs-monitor.sqlite'}"
        return self

    @model_validator(mode="after")
    def _cluster_behind_a_key(self) -> Self:
        """Whoever reaches a scheduler runs code on its workers: off this machine it must know who asks."""
        if not self.cluster:
            return self
        try:
            address = urlsplit(self.cluster)
            usable = address.scheme in ("tcp", "tls") and address.hostname and address.port and not address.path
        except ValueError:
            usable = False
        name = f"DRUGS_MONITOR_CLUSTER={self.cluster}"
        if not usable:
            raise SettingsError(f"{name}: write it as tcp://127.0.0.1:8786, or tls://HOST:8786 for another machine.")
        if address.scheme == "tcp" and address.hostname not in LOOPBACK:
            raise SettingsError(
                f"{name}: off this machine only tls:// is spoken to. docs/cluster.md says how to set it up."
            )
        files = {"CA": self.cluster_ca, "CERT": self.cluster_cert, "KEY": self.cluster_key}
        for end, file in files.items() if address.scheme == "tls" else ():
            if file is None or not file.is_file():
                raise SettingsError(
                    f"{name}: for tls://, DRUGS_MONITOR_CLUSTER_{end} must name a PEM file; it is {file or 'unset'}."
                )
        return self

    @property
    def copies_folder(self) -> Path:
        """Where the columnar copies of this database are. Copies of two databases must not share a folder."""
        if self.copies is not None:
            return self.copies
        _driver, found, file = self.database_url.partition("sqlite:///")
        return Path(f"{file.partition('?')[0]}.copies") if found and file else self.instance / "copies"

    @property
    def on_loopback(self) -> bool:
        return self.host in LOOPBACK

    @property
    def may_edit(self) -> bool:
        """Whether pages may change the record: only for somebody at this machine, until there are accounts."""
        return self.on_loopback


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    try:
        return Settings()  # type: ignore[call-arg]  # host and port come by their alias
    except ValidationError as problem:
        first = problem.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        name = name if name in ("HOST", "PORT") else f"DRUGS_MONITOR_{name.removeprefix('DRUGS_MONITOR_')}"
        raise SettingsError(
            f"{name}={first['input']!r} cannot be used: {first['msg']}. Unset it to get the default."
        ) from None
