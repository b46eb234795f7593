"""The end of a load with --retire: what the whole file lacks is retired."""

from itertools import islice

from glue.load.csv_rows import CsvFile
from glue.load.request import Request
from glue.load.staging import Staging


def retire_missing(request: Request, staging: Staging, rejected: int) -> str:
    """Stage the whole file and retire what it lacks; say what came of it.

    A file with a rejected row is not whole: the row may be unreadable.
    """
    if rejected:
        return "rows were rejected: nothing is retired"
    staging.clear()
    with CsvFile(request.path, request.delimiter) as rows:
        records = rows.records()
        while batch := list(islice(records, request.batch)):
            staging.put(batch)
    return f"retired: {staging.retire()} rows"
