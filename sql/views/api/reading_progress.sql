-- api.reading_progress: a reader's own progress, for direct reads and writes.

create or replace view api.reading_progress
with (security_invoker = true)
as
select
    p.user_id,
    p.series_id,
    p.chapter,
    p.chapter_label,
    p.page,
    p.percent,
    p.device_id,
    p.rewinds,
    p.updated_at,
    p.version
from reading.progress as p;

grant select, delete on api.reading_progress to authenticated, service_role;
grant insert (user_id, series_id, chapter, chapter_label, page, percent, device_id)
on api.reading_progress to authenticated, service_role;
-- Includes the key: an upsert sets every column that was sent. A trigger protects it.
grant update (user_id, series_id, chapter, chapter_label, page, percent, device_id)
on api.reading_progress to authenticated, service_role;

comment on view api.reading_progress is
$$Where the caller is in each series; a write is stamped with the server's time.

Errors: PT422 reading.invalid_progress, PT404 reading.unknown_series, PT409
core.fixed_key; 23505 for a second row of a series, 42501 for a row of someone else, 22003
for a chapter of 1,000,000 or a percent of 1,000 and more.
Emits: reading.progress.inserted, .updated, .deleted on reading:progress:<user id>.
$$;
