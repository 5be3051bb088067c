"""How much one file may take: of rows and columns, of memory, of time. Beyond a limit a file is refused with the number."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, times in seconds of a processor: waiting for others is not counted.

    The defaults hold a workbook of 75 MB with a million rows.
    """

    size: int = 2048 * MB  # of the file as it arrives
    rows: int = 5_000_000
    columns: int = 2_000
    cell: int = 32_768  # characters; a spreadsheet holds no longer cell either
    line: int = 4 * MB
    sheets: int = 200
    members: int = 2_000  # files inside a zip or a workbook
    inflated: int = 4096 * MB
    ratio: int = 100  # inflated to packed, looked at once more than `ratio_from` is inflated
    ratio_from: int = 20 * MB
    depth: int = 50  # of nested brackets in GeoJSON
    features: int = 200 * MB  # of a GeoJSON document, which has to be held as a whole
    small_file: int = 20 * MB
    memory_small: int = 300 * MB
    memory: int = 1024 * MB
    seconds: float = 30.0
    seconds_per_mb: float = 4.0

    def memory_for(self, size: int) -> int:
        return self.memory_small if size < self.small_file else self.memory

    def seconds_for(self, size: int) -> float:
        return self.seconds + self.seconds_per_mb * size / MB
