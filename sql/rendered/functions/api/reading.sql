-- Rendered from functions/api/reading.sql.j2; edit that file, not this one.
-- The RPCs of reading that schema api exposes.

create or replace function api.push_progress(items jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select reading.push_progress(p_items => items);
$$;
grant execute on function api.push_progress(jsonb) to authenticated;
comment on function api.push_progress(jsonb) is
$$Merge up to 1,000 offline edits of the caller; returns the outcome of each, in order.

base_version is the version of the row that the reader saw. At least one of chapter, page
and percent is needed; chapter is rounded to 3 decimals, percent to 2. A time more than 5
minutes ahead of the server becomes the server's time.
winner is the edit of the series after the merge, with its version; null if there is
none.
outcome applied: the edit won; kept: it changed nothing (duplicate, superseded, deleted,
unknown_series); conflict: it disagreed with another device; reason is why the winner
won (later, greater_device, further, rewound, greater_content), and reading.conflicts
has both edits.
Takes: {items: [{series_id: bigint, chapter?: numeric | null, chapter_label?: text |
null, page?: integer | null, percent?: numeric | null, device_id: text, updated_at:
timestamptz, base_version?: bigint | null, rewinds?: integer | null}]}
Returns: [{series_id: bigint, outcome: "applied" | "kept" | "conflict", winner:
{chapter: numeric | null, chapter_label: text | null, page: integer | null, percent:
numeric | null, device_id: text, rewinds: integer, updated_at: timestamptz, version:
bigint} | null, reason: text | null}]
Errors: PT422 reading.invalid_edits, PT422 reading.too_many_edits, PT403
core.not_permitted.
Emits: reading.progress.inserted, .updated {v, version, changed}; .changed {v, version,
verb, count} for more than 50 rows; on reading:progress:<user id>.
Example: {"items": [{"series_id": 1, "chapter": 12, "device_id": "phone",
"updated_at": "2026-01-01T00:00:00Z"}]}
Budget: 200 ms.
$$;

create or replace function api.progress_since(version bigint default 0)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select reading.progress_since(p_version => version);
$$;
grant execute on function api.progress_since(bigint) to authenticated;
comment on function api.progress_since(bigint) is
$$The caller's progress after a version.

Version 0 returns everything. Store the returned version and pass it in the next call.
reset: the device was away for longer than tombstones are kept, or its version is above
the server's; it must drop its local rows, and rows holds everything.
tombstones are those of series that are still deleted. policies has all that the caller
has set on any device, by series id.
Returns: {version: bigint, reset: boolean, rows: [{series_id: bigint, chapter: numeric |
null, chapter_label: text | null, page: integer | null, percent: numeric | null,
device_id: text, rewinds: integer, updated_at: timestamptz, version: bigint}],
tombstones: [{series_id: bigint, deleted_at: timestamptz, version: bigint}], policies:
{[text]: text}}
Example: {"version": 0}
Budget: 200 ms.
$$;

create or replace function api.set_progress_policy(series_id bigint, policy text)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select reading.set_progress_policy(p_series_id => series_id, p_policy => policy);
$$;
grant execute on function api.set_progress_policy(bigint, text) to authenticated;
comment on function api.set_progress_policy(bigint, text) is
$$Choose how the edits of one series are merged.

lww: the later edit wins. furthest: the edit that is further into the series wins.
furthest_unless_same_device: as furthest, but the device that wrote last may go back.
The stored row does not change; the policy applies from the next write.
Returns: {series_id: bigint, policy: "lww" | "furthest" | "furthest_unless_same_device"}
Errors: PT403 core.not_permitted, PT422 reading.unknown_policy, PT404
reading.unknown_series.
Example: {"series_id": 1, "policy": "furthest"}
Budget: 200 ms.
$$;

create or replace function api.list_conflicts(after text default null, page_size integer default 50)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select reading.list_conflicts(p_after => after, p_page_size => page_size);
$$;
grant execute on function api.list_conflicts(text, integer) to authenticated;
comment on function api.list_conflicts(text, integer) is
$$The caller's conflicts, newest first.

edit is the pushed edit, stored the row at that time, winner says which of them stayed.
Returns: {items: [{series_id: bigint, device_id: text, edited_at: timestamptz, policy:
text, edit: {[text]: jsonb}, stored: {[text]: jsonb}, winner: "edit" | "stored",
found_at: timestamptz}], next: text | null}
Retention: 90 days.
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;
