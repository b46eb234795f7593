"""Jobs of commerce.

What they need is imported when they run: clients of HTTP take long.
"""

from typing import Any

from glue.worker.handlers import Job, handler


@handler("commerce.send_purchase")
def send_purchase(job: Job) -> dict[str, Any]:
    """Send a purchase order to the API of its vendor."""
    from glue.purchases import sending  # noqa: PLC0415

    return sending.send_purchase(job)
