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

Each item: {series_id, chapter, chapter_label, page, percent, device_id, updated_at} and,
if the app knows them, base_version (the version of the row that the reader saw) and
rewinds. At least one of chapter, page and percent. chapter is rounded to 3 decimals,
percent to 2. A time more than 5 minutes ahead of the server becomes the server's time.
Returns [{series_id, outcome, winner, reason}]: winner is the edit of the series after
the merge, with its version; null if there is none.
outcome applied: the edit won; kept: it changed nothing (duplicate, superseded, deleted,
unknown_series); conflict: it disagreed with another device; reason is why the winner
won (later, greater_device, further, rewound, greater_content), and reading.conflicts
has both edits.
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
$$The caller's progress after a version: {version, reset, rows, tombstones, policies}.

Version 0 returns everything. Store the returned version and pass it in the next call.
reset: the device was away for longer than tombstones are kept, or its version is above
the server's; it must drop its local rows, and rows holds everything.
rows: [{series_id, chapter, chapter_label, page, percent, device_id, rewinds, updated_at,
version}]; tombstones: [{series_id, deleted_at, version}] of series that are still
deleted; policies: {"<series id>": policy}, all that the caller has set on any device.
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
$$Choose how the edits of one series are merged: {series_id, policy}.

lww: the later edit wins. furthest: the edit that is further into the series wins.
furthest_unless_same_device: as furthest, but the device that wrote last may go back.
The stored row does not change; the policy applies from the next write.
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
$$The caller's conflicts, newest first: {items: [{series_id, device_id, edited_at,
policy, edit, stored, winner, found_at}], next}.

edit is the pushed edit, stored the row at that time; winner is `edit` or `stored`.
Retention: 90 days.
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;
