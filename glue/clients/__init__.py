"""Reading progress on a device: offline edits, live updates, and the rule of conflicts.

For apps, on any Supabase project that has the module `reading`; no command of ours needs it.
"""

from glue.clients.conflicts import ConflictResolver, Edit, Policy
from glue.clients.options import Options
from glue.clients.queue import EditQueue, Queued
from glue.clients.service import RealtimeService, Subscription

__all__ = [
    "ConflictResolver",
    "Edit",
    "EditQueue",
    "Options",
    "Policy",
    "Queued",
    "RealtimeService",
    "Subscription",
]
