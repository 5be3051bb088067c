"""The address of `/data`: which upload or which import is open, and how the coverage is shown."""

import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from ...errors import FilterError
from ...language import LANGUAGES, _

KINDS = ("seizures", "totals", "observations")
UPLOAD = re.compile(r"[0-9a-f]{24}")
IMPORT = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Place:
    """`upload`: the id of a job; `batch`: the number of an import; `kind`: which coverage, of KINDS."""

    upload: str | None = None
    batch: int | None = None
    kind: str = KINDS[0]
    lang: str | None = None
    theme: str | None = None

    def query(self) -> str:
        said = {
            "upload": self.upload, "import": self.batch, "kind": self.kind if self.kind != KINDS[0] else None,
            "lang": self.lang, "theme": self.theme,
        }  # fmt: skip
        text = "&".join(f"{name}={value}" for name, value in said.items() if value is not None)
        return f"?{text}" if text else ""


def read_place(search: object) -> Place:
    """The place that a query string names; FilterError for what cannot be read."""
    if not isinstance(search, str) or len(search) > 2000:
        raise FilterError("link", str(search)[:40], _("There is no filter of this name."))
    try:
        pairs = parse_qsl(search.removeprefix("?"), keep_blank_values=True, max_num_fields=50)
    except ValueError:
        raise FilterError("link", search[:40], _("The filter is too long. Choose fewer values.")) from None
    found: dict[str, str] = {}
    for name, value in pairs:
        _check(name, value)
        found[name] = value
    return Place(
        upload=found.get("upload"),
        batch=int(found["import"]) if "import" in found else None,
        kind=found.get("kind", KINDS[0]),
        lang=found.get("lang"),
        theme=found.get("theme"),
    )


def _check(name: str, value: str) -> None:
    allowed = {"kind": KINDS, "lang": tuple(LANGUAGES), "theme": ("light", "dark")}
    patterns = {"upload": UPLOAD, "import": IMPORT}
    if name in patterns:
        if not patterns[name].fullmatch(value):
            raise FilterError(name, value[:40], _("There is no such upload or import."))
    elif name not in allowed:
        raise FilterError(name[:40], value[:40], _("There is no filter of this name."))
    elif value not in allowed[name]:
        raise FilterError(name, value[:40], _("Choose among: {values}.", values=", ".join(allowed[name])))


def address(place: Place, anchor: str = "", **changes: object) -> str:
    """The address of another place of the page in the same language and colours."""
    elsewhere = replace(Place(kind=place.kind, lang=place.lang, theme=place.theme), **changes)  # type: ignore[arg-type]
    return f"/data{elsewhere.query()}{f'#{anchor}' if anchor else ''}"
