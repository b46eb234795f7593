-- core._diagnose_attachments: attachments that do nothing for the table they name.
--
-- A table that was dropped and made again, or renamed while another took its name, has
-- lost the triggers of its attachments without an error. Definer: monitoring and the
-- worker ask, and the worker reads no attachments.

create or replace function core._diagnose_attachments()
    returns table (code text, severity text, what text, why text, remedy text)
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select
        'attachment_strayed',
        'error',
        format('Attachment %s is not on the current table %s.', s.kind, s.table_name),
        'The table of this name was made again, and has no triggers of it.',
        'rowhouse migrate up'
    from core.list_strayed_attachments() as s

    union all

    select
        'attachment_without_table',
        'warning',
        format('Attachment %s is of a table that is gone: %s.', a.kind, a.table_name),
        'Its line is left in the sources, and applies again when the name does.',
        format('rowhouse detach %s %s', a.kind, a.table_name)
    from core.attachments as a
    where to_regclass(a.table_name) is null
$$;

grant execute on function core._diagnose_attachments()
to service_role, app_worker, app_reader;

comment on function core._diagnose_attachments() is
    'Attachments whose table was replaced, or is gone.';
