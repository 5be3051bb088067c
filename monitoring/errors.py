"""Everything that can be said to a user when something does not work: what, where, what to do."""


class MonitorError(Exception):
    """A sentence for the user. `status` is the HTTP status of a page that shows it, `exit_code` that of a command."""

    status = 500
    exit_code = 1


class FilterError(MonitorError):
    """A filter or view that nobody can understand: names the parameter, the value and the remedy."""

    status = 400
    exit_code = 2

    def __init__(self, name: str, value: str, remedy: str):
        self.name, self.value, self.remedy = name, value, remedy
        super().__init__(f"{name}={value!r}: {remedy}")


class SourceError(MonitorError):
    """A source file that must not be imported: names the source, the row (None for the file) and the reason."""

    def __init__(self, source: str, row: int | None, reason: str):
        self.source, self.row, self.reason = source, row, reason
        where = source if row is None else f"{source}, row {row}"
        super().__init__(f"{where}: {reason}")


class MappingError(MonitorError):
    """A mapping of somebody's file that nobody can follow: names the key, its value and the remedy."""

    status = 422
    exit_code = 2

    def __init__(self, key: str, value: object, remedy: str):
        self.key, self.value, self.remedy = key, value, remedy
        super().__init__(f"{key} = {value!r}: {remedy}")


class FileRefused(MonitorError):
    """A file from outside that nobody can read, or that we must not: `file` (its name), `what` is wrong, `where` in it
    (empty for the whole file) and the `remedy`.
    """

    status = 422

    def __init__(self, file: str, what: str, where: str, remedy: str):
        self.file, self.what, self.where, self.remedy = file, what, where, remedy
        place = f"{file}, {where}" if where else file
        super().__init__(f"{place}: {what} {remedy}")


class StoreError(MonitorError):
    """The database cannot be used: says what is wrong with it and the command that helps."""

    status = 503


class CopyError(MonitorError):
    """A columnar copy on the disk that must not be read: its folder and the reason. It is made anew from the record."""

    status = 503

    def __init__(self, folder: object, reason: str):
        self.folder, self.reason = folder, reason
        super().__init__(f"The copy {folder} cannot be used: {reason}.")


class EditError(MonitorError):
    """A change of the record that cannot be made: `field` of the form (None for the whole), and what to do."""

    status = 409

    def __init__(self, field: str | None, reason: str):
        self.field, self.reason = field, reason
        super().__init__(reason)


class AgendaError(MonitorError):
    """An agenda of a meeting that cannot be taken: the `item` in words ("" for the whole file), and what to do."""

    status = 422

    def __init__(self, item: str, reason: str):
        self.item, self.reason = item, reason
        super().__init__(f"{item}: {reason}" if item else reason)


class SettingsError(MonitorError):
    """A setting, or a combination of settings, that the program refuses: names the variable."""

    exit_code = 2


class VersionGone(MonitorError):
    """A link or command names a data version that this server does not hold (any more, or yet)."""

    status = 409
    exit_code = 2


class ExportError(MonitorError):
    """A file that could not be written: names the file, the reason and the remedy. Nothing was left behind."""


class UnknownFormat(ExportError):
    """A file type that nobody here can write: names the ones that exist."""

    status = 400
    exit_code = 2


class JobError(MonitorError):
    """A step of an upload that cannot be done now: says what stands in its way."""

    status = 409


class UploadRefused(MonitorError):
    """A file that this server does not take: `status` 403, 413, 415 or 507, and a sentence with the remedy."""

    def __init__(self, status: int, sentence: str):
        self.status = status
        super().__init__(sentence)
