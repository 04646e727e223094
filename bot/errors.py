"""Everything that can go wrong and is told to a person.

    BaozhaiError
    ├── ConfigurationError      a setting is missing, malformed or contradicts another
    ├── ReadingError            a page cannot be turned into text
    │   ├── UnreadableFile      not there, not permitted, damaged, or of no kind that is read
    │   │   ├── EncryptedFile       only its owner can open it
    │   │   └── RecognitionMissing  a picture, and what reads pictures is not installed
    │   ├── UnknownEncoding     bytes in no encoding that we read
    │   ├── PageTooLarge        above the limit for one page
    │   ├── NothingToRead       text without any article in it
    │   │   └── OnlyContents        a page that only lists articles
    │   ├── NoFeed              what should be a feed is none, and names none
    │   └── ReadingStopped      reading it took too long, too much memory, or broke down
    ├── StoreError              the database refused
    │   ├── DatabaseUnusable    cannot be opened, is too new, is damaged, full or read-only
    │   │   ├── DatabaseUnreadable  nothing can be read from it just now
    │   │   └── IndexDamaged        only the search index is damaged, and can be made anew
    │   ├── NoSuchEntry         no entry has this id
    │   └── EntryChanged        somebody changed the entry since it was looked at
    ├── IntakeError             an article cannot be taken in, or not in this state
    ├── ScheduleError           a time of day, a date or a zone that cannot be understood
    ├── FetchError              what a link leads to cannot be had
    │   ├── FileUnavailable     Telegram does not hand a file out just now
    │   ├── AddressRefused      not a public address of the web: nobody goes there
    │   └── RobotsRefused       the site does not want programs there
    └── DeliveryError           a message cannot be sent

Each reads `area: could not do X: cause` on one line: `str(error)` is for the log and the shell. In a chat it
is told by the sentence of its `key`, `problem.<key>` in the catalogues, with its `values`. Each fault has a
key of its own; the key of a class is for what has no other.
"""

from __future__ import annotations


class BaozhaiError(Exception):
    """The root: catching it catches all that Baozhai raises on purpose."""

    area = "baozhai"
    key = "failed"

    def __init__(self, could_not: str, cause: object = "", *, key: str = "", **values: str | int) -> None:
        self.could_not = could_not
        self.cause = " ".join(str(cause).split())
        self.key = key or type(self).key
        self.values = values
        super().__init__(could_not, self.cause)

    def __str__(self) -> str:
        tail = f": {self.cause}" if self.cause else ""
        return f"{self.area}: could not {self.could_not}{tail}"


class ConfigurationError(BaozhaiError):
    """A setting is missing, malformed or contradicts another."""

    area = "configuration"


class ReadingError(BaozhaiError):
    """A page cannot be turned into text."""

    area = "reading"
    key = "reading"


class UnreadableFile(ReadingError):
    """The file is not there, not permitted, damaged, or of no kind that is read."""

    key = "unreadable"


class RecognitionMissing(UnreadableFile):
    """The text of a picture has to be recognised, and what does that is not installed."""

    key = "recognition"


class UnknownEncoding(ReadingError):
    """The bytes are in no encoding that we read."""

    key = "encoding"


class EncryptedFile(UnreadableFile):
    """The file can be opened only with a password."""

    key = "encrypted"


class PageTooLarge(ReadingError):
    """The page is above the limit for one page."""

    key = "too_large"


class NothingToRead(ReadingError):
    """The text holds no article."""

    key = "nothing_to_read"


class OnlyContents(NothingToRead):
    """The page only lists articles: it is the contents of an issue or of a site."""

    key = "only_contents"


class NoFeed(ReadingError):
    """An address leads to no feed, nor to a page that names one."""

    key = "no_feed"


class ReadingStopped(ReadingError):
    """Reading was stopped: it took too long or too much memory, or the reader broke down."""

    key = "stopped"


class StoreError(BaozhaiError):
    """The database refused."""

    area = "store"


class DatabaseUnusable(StoreError):
    """The database cannot be opened, is too new, is damaged, full or read-only."""

    key = "database"


class DatabaseUnreadable(DatabaseUnusable):
    """Nothing can be read from the database."""

    key = "database_unreadable"


class IndexDamaged(DatabaseUnusable):
    """The search index is damaged. What it was made of is whole: it can be made anew."""

    key = "index_damaged"


class NoSuchEntry(StoreError):
    """No entry has this id."""

    key = "gone"


class EntryChanged(StoreError):
    """Somebody changed the entry since it was looked at."""

    key = "changed"


class IntakeError(BaozhaiError):
    """An article cannot be taken in, or not in this state."""

    area = "intake"
    key = "intake"


class ScheduleError(BaozhaiError):
    """A time of day, a date or a zone cannot be understood."""

    area = "schedule"
    key = "schedule"


class FetchError(BaozhaiError):
    """What a link leads to cannot be had, or not within the limits."""

    area = "fetching"
    key = "fetch"


class FileUnavailable(FetchError):
    """Telegram does not hand a file out just now; it may later."""

    key = "file_unavailable"


class AddressRefused(FetchError):
    """The address is not one of the public web."""

    key = "address"


class RobotsRefused(FetchError):
    """The site does not want programs there."""

    key = "robots"


class DeliveryError(BaozhaiError):
    """A message cannot be sent."""

    area = "delivery"
    key = "delivery"
