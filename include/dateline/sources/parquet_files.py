"""Parquet files with named columns, one article a row, read in small batches."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from dateline.contracts.documents import Document, Rejected
from dateline.settings import Settings
from dateline.sources.fields import NAMES, TEXT, Origin
from dateline.sources.files import InputFile
from dateline.sources.records import read_record
from dateline.sources.rejects import reject
from dateline.sources.unpacking import Allowance

_BATCH_ROWS = 64


def read_parquet(file: InputFile, source_name: str, published: date | None, limits: Settings) -> Iterator[Document | Rejected]:
    """One document or one rejection for each row; `source_id` is the row's `id`, else `NAME.parquet:ROW` (from 1).

    Columns are named as the fields of JSON lines are. Raises `OSError` if the file can't be opened, `BombError` if it would
    unpack to more than it may.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with file.path.open("rb") as stream:
        try:
            table = pq.ParquetFile(stream)
            names = [name for name in table.schema_arrow.names if name in NAMES]
            text_names = [name for name in names if table.schema_arrow.field(name).type in (pa.string(), pa.large_string())]
        except (pa.ArrowException, OSError, ValueError) as error:
            yield reject(source_name, file.source_id, "unreadable", f"It is no Parquet file that can be read: {error}")
            return
        if not set(names) & set(TEXT):
            found = ", ".join(table.schema_arrow.names[:10])
            yield reject(source_name, file.source_id, "no_columns", f"No column is called {', '.join(TEXT)}; there are {found}.")
            return
        Allowance(file.size, limits).take(sum(table.metadata.row_group(i).total_byte_size for i in range(table.metadata.num_row_groups)))
        number = 0
        try:
            # A text that stands in every row is held once: a small file can't grow into a large frame.
            table = pq.ParquetFile(stream, read_dictionary=text_names)
            for batch in table.iter_batches(batch_size=_BATCH_ROWS, columns=names, use_threads=False):
                for row in range(batch.num_rows):
                    number += 1
                    record = {name: value for name in names if (value := _value(batch.column(name)[row].as_py())) is not None}
                    origin = Origin(source_name, "parquet", f"{file.source_id}:{number}", limits, published)
                    yield read_record(record, origin, _written(record))
            if number == 0:
                yield reject(source_name, file.source_id, "empty", "It has no rows.")
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            yield reject(source_name, f"{file.source_id}:{number + 1}", "unreadable", f"The file breaks off: {error}")


def _written(record: dict[str, Any]) -> str:
    """The beginning of each value, for the quarantine."""
    return json.dumps({name: value[:1000] if isinstance(value, str) else value for name, value in record.items()}, default=str)[:2000]


def _value(value: Any) -> Any:
    """Dates as they would be written; the readers of fields know no other form."""
    return value.isoformat() if isinstance(value, date | datetime) else value
