"""Files and folders under a root, on local disk or in object storage. Light: boto3 is imported when it is needed."""

import fnmatch
import io
import mimetypes
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PosixPath
from typing import IO, Any

_SCHEME = "s3:"
_MISSING = frozenset({"404", "NoSuchKey", "NotFound"})
_FAILED_CONDITION = frozenset({"412", "409", "PreconditionFailed", "ConditionalRequestConflict"})


class ChangedMeanwhileError(OSError):
    """A condition on an object didn't hold: somebody has written it since it was read, or made it."""


@dataclass(frozen=True, slots=True)
class ObjectFacts:
    """What `Path.stat` says of a file, as far as it can be said of an object."""

    st_size: int  # bytes
    st_mtime_ns: int
    etag: str

    @property
    def st_mtime(self) -> float:
        """Seconds since 1970."""
        return self.st_mtime_ns / 1e9

    @property
    def st_ctime_ns(self) -> int:
        """An object is written whole and at once: it has one time."""
        return self.st_mtime_ns


class ObjectPath(PosixPath):
    """`s3://bucket/key`, which answers like any `Path` to whoever reads, lists and writes whole files.

    A folder is what objects have in front of a slash; making one does nothing. Each write is one PUT, so a reader sees the
    old object or the new one. It is no path of the operating system: `os.fspath` raises, so that nothing is written to a local
    folder named `s3:` by mistake. Credentials, region and endpoint are those that every AWS tool reads (`AWS_ACCESS_KEY_ID`,
    `AWS_ENDPOINT_URL`, …).
    """

    _facts: ObjectFacts | None = None  # known from a listing

    @property
    def bucket(self) -> str:
        return self.parts[1]

    @property
    def key(self) -> str:
        return "/".join(self.parts[2:])

    def __str__(self) -> str:
        return "s3://" + "/".join(self.parts[1:]) if self.parts[:1] == (_SCHEME,) else super().__str__()

    def __fspath__(self) -> str:
        raise TypeError(f"{self} is in object storage, not on the disk")

    def absolute(self) -> "ObjectPath":
        return self

    def resolve(self, strict: bool = False) -> "ObjectPath":
        return self

    def stat(self, *, follow_symlinks: bool = True) -> ObjectFacts:  # type: ignore[override]
        """Size, time and ETag, as of the listing if it came out of one. Raises `FileNotFoundError`."""
        if self._facts is not None:
            return self._facts
        answer = self._ask("head_object")
        return ObjectFacts(answer["ContentLength"], int(answer["LastModified"].timestamp() * 1e9), answer["ETag"])

    def etag(self) -> str | None:
        """What tells the object as it is now from others of its name; None where there is none."""
        try:
            return str(self._ask("head_object")["ETag"])
        except FileNotFoundError:
            return None

    def exists(self, *, follow_symlinks: bool = True) -> bool:
        return self.is_file() or self.is_dir()

    def is_file(self, **_: Any) -> bool:
        return self._facts is not None or (bool(self.key) and self.etag() is not None)

    def is_dir(self, **_: Any) -> bool:
        return self._facts is None and next(self._listed(limit=1), None) is not None

    def mkdir(self, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        """Nothing: folders needn't be made."""

    def open(self, mode: str = "r", *_: Any, **__: Any) -> IO[Any]:  # type: ignore[override]
        """The object's content as it is now, read at once; only for reading."""
        if mode not in ("r", "rb"):
            raise io.UnsupportedOperation(f"{self}: objects are written whole, by write_bytes")
        content = io.BytesIO(self.read_bytes())
        return content if mode == "rb" else io.TextIOWrapper(content, encoding="utf-8")

    def read_bytes(self) -> bytes:
        return self.read_version()[0]

    def read_version(self) -> tuple[bytes, str]:
        """Content and ETag, of the same version. Raises `FileNotFoundError`."""
        answer = self._ask("get_object")
        return answer["Body"].read(), str(answer["ETag"])

    def read_text(self, *_: Any, **__: Any) -> str:
        return self.read_bytes().decode("utf-8")

    def download(self, target: Path, etag: str | None = None) -> str:
        """Copy the content to a local file; its ETag. Raises `ChangedMeanwhileError` if that isn't `etag`, `FileNotFoundError`."""
        answer = self._ask("get_object", **({"IfMatch": etag} if etag else {}))
        with target.open("wb") as sink:
            shutil.copyfileobj(answer["Body"], sink, 1 << 20)
        return str(answer["ETag"])

    def write_bytes(self, data: Any) -> int:
        self.put(data)
        return len(data)

    def write_text(self, data: str, *_: Any, **__: Any) -> int:
        return self.write_bytes(data.encode("utf-8"))

    def touch(self, mode: int = 0o666, exist_ok: bool = True) -> None:
        self.put(b"")

    def put(self, content: bytes | Path, *, replaces: str | None = "") -> str:
        """Write bytes, or what a local file holds, in one PUT; the new ETag.

        `replaces` is the ETag of the object to be replaced, None if there mustn't be one, and anything goes without it.
        Raises `ChangedMeanwhileError` when the condition doesn't hold.
        """
        condition = {} if replaces == "" else {"IfNoneMatch": "*"} if replaces is None else {"IfMatch": replaces}
        kind = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        if not isinstance(content, Path):
            return str(self._ask("put_object", Body=content, ContentType=kind, **condition)["ETag"])
        with content.open("rb") as body:
            return str(self._ask("put_object", Body=body, ContentType=kind, **condition)["ETag"])

    def unlink(self, missing_ok: bool = False) -> None:
        """Remove the object; no error where there is none."""
        self._ask("delete_object")

    def rename(self, target: Any) -> "ObjectPath":
        """Write the object under another name, then remove it: two steps, not one."""
        target.write_bytes(self.read_bytes())
        self.unlink()
        return target

    def iterdir(self) -> Iterator["ObjectPath"]:  # type: ignore[override]
        yield from self.glob("*")

    def glob(self, pattern: str, **_: Any) -> Iterator["ObjectPath"]:  # type: ignore[override]
        """Objects (and folders, for the last part of the pattern) whose path below this one fits, in order."""
        wanted = pattern.rstrip("/").split("/")
        fixed = "/".join(wanted[: next((i for i, part in enumerate(wanted) if set(part) & set("*?[")), len(wanted) - 1)])
        seen: set[ObjectPath] = set()
        for path in self._listed(below=f"{fixed}/" if fixed else ""):
            below = path.relative_to(self).parts
            fits = len(below) >= len(wanted) and all(fnmatch.fnmatchcase(p, w) for p, w in zip(below, wanted, strict=False))
            found = self.joinpath(*below[: len(wanted)]) if len(below) > len(wanted) else path
            if fits and found not in seen and (found is not path or not pattern.endswith("/")):
                seen.add(found)
                yield found

    def rglob(self, pattern: str, **_: Any) -> Iterator["ObjectPath"]:  # type: ignore[override]
        """Objects at any depth whose name fits, in order."""
        yield from (path for path in self._listed() if fnmatch.fnmatchcase(path.name, pattern))

    def remove_all(self) -> None:
        """Remove every object below this folder."""
        keys = [{"Key": path.key} for path in self._listed()]
        for start in range(0, len(keys), 1000):
            client().delete_objects(Bucket=self.bucket, Delete={"Objects": keys[start : start + 1000], "Quiet": True})

    def _listed(self, below: str = "", limit: int | None = None) -> Iterator["ObjectPath"]:
        prefix = f"{self.key}/{below}" if self.key else below
        pages = client().get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=prefix, PaginationConfig={"MaxItems": limit} if limit else {}
        )  # fmt: skip
        for page in pages:
            for item in page.get("Contents", ()):
                path = ObjectPath(f"{_SCHEME}//{self.bucket}/{item['Key']}")
                path._facts = ObjectFacts(item["Size"], int(item["LastModified"].timestamp() * 1e9), item["ETag"])
                yield path

    def _ask(self, operation: str, **arguments: Any) -> dict[str, Any]:
        from botocore.exceptions import ClientError

        try:
            return dict(getattr(client(), operation)(Bucket=self.bucket, Key=self.key, **arguments))
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code"))
            if code in _FAILED_CONDITION:
                raise ChangedMeanwhileError(f"{self} was changed meanwhile") from error
            if code in _MISSING:
                raise FileNotFoundError(f"no such object: {self}") from error
            raise OSError(f"{self}: {error}") from error


def client() -> Any:
    """The process's S3 client. One that was forked gets its own: connections can't be shared."""
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    return _client(os.getpid(), os.environ.get("AWS_ACCESS_KEY_ID"), endpoint)


@cache
def _client(_pid: int, _key: str | None, endpoint: str | None) -> Any:
    import boto3
    from botocore.config import Config

    config = Config(
        retries={"mode": "standard", "max_attempts": 5},
        max_pool_connections=16,
        request_checksum_calculation="when_required",  # the newer kinds are not understood everywhere
        response_checksum_validation="when_required",
        s3={"addressing_style": "path"} if endpoint else {},
    )
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or ("us-east-1" if endpoint else None)
    return boto3.session.Session().client("s3", endpoint_url=endpoint, region_name=region, config=config)


def path_of(location: str | Path) -> Path:
    """The path of an address: local, or `s3://bucket/prefix`.

    >>> str(path_of("s3://news/dateline") / "events")
    's3://news/dateline/events'
    """
    is_object = isinstance(location, str) and location.startswith(f"{_SCHEME}//")
    return ObjectPath(location) if is_object else Path(location) if isinstance(location, str) else location


def write_whole(path: Path, content: bytes | str, *, is_synced: bool = True) -> None:
    """Write a file in one step: whoever reads it sees the one before or this one. Makes its folder.

    After a power cut too, unless it needn't be brought to the disk at once (`is_synced`).
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if isinstance(path, ObjectPath):
        path.put(data)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with temporary.open("wb") as sink:
        sink.write(data)
        if is_synced:
            sink.flush()
            os.fsync(sink.fileno())
    os.replace(temporary, path)


def append_line(path: Path, line: str) -> None:
    """Add a line to a file that one process at a time writes to."""
    if isinstance(path, ObjectPath):
        path.write_text(f"{path.read_text() if path.is_file() else ''}{line}\n")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as sink:
        sink.write(f"{line}\n")
        sink.flush()
        os.fsync(sink.fileno())


def remove_folder(folder: Path) -> None:
    """Remove a folder and all that is below it; nothing where there is none."""
    if isinstance(folder, ObjectPath):
        folder.remove_all()
    else:
        shutil.rmtree(folder, ignore_errors=True)


def version_of(path: Path) -> str:
    """What tells one version of a file from the others, without reading it. Raises `FileNotFoundError`."""
    facts: Any = path.stat()
    return str(facts.etag) if isinstance(facts, ObjectFacts) else f"{facts.st_ino} {facts.st_size} {facts.st_mtime_ns}"
