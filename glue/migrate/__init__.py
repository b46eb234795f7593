"""How a change reaches a database, and how it leaves again.

history      the once-only files, read through yoyo; what is frozen
identities   which objects a repeatable file makes (pglast)
once_only    which objects a once-only step makes, and for which it makes room
ledger       what was applied: schema `rowhouse` in the database itself
repeatables  bring functions, views, triggers, policies and seeds to a given set
in_the_way   objects of others that have the name of one that comes
runner       up and down: one runner at a time, retries, progress
alone        a step that can not run in a transaction: where a run of it begins
differ       two catalogs compared (pg-delta), seeds and unmodelled kinds too
plan, draft, check, export   what the commands of those names do
"""
