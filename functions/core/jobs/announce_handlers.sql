-- core.announce_handlers: a worker reports the kinds that it has a Python handler for.
--
-- Workers call it every five minutes, so that health can report a kind without a
-- handler. Locks the kinds in order. Definer: the worker may not write the table.

create or replace function core.announce_handlers(p_kinds text[])
    returns void
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    with known as (
        select k.kind
        from core.job_kinds as k
        where k.kind = any(p_kinds) and k.handler = 'python'
        order by k.kind
        for update
    )

    update core.job_kinds as k
    set handled_at = core.now()
    from known
    where k.kind = known.kind
$$;

grant execute on function core.announce_handlers(text[]) to app_worker;

comment on function core.announce_handlers(text[]) is
    'Record that these kinds have a handler, see health check core.unhandled_kinds.';
