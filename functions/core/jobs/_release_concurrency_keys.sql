-- core._release_concurrency_keys: after jobs ended, make the next job of each key
-- ready.
--
-- Called after the rows of the ended jobs have changed. Keys are locked in a fixed
-- order, so two callers cannot deadlock. If the process crashes before it, the blocked
-- jobs become ready at their run_at.

create or replace function core._release_concurrency_keys(p_keys text[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text;
begin
    for v_key in
        select k.key
        from (select distinct unnest(p_keys) as key) as k
        where k.key is not null
        order by hashtextextended('core.jobs/' || k.key, 0)
    loop
        perform core._lock_concurrency_key(v_key, true);
        update core.jobs
        set
            status = 'ready',
            wait_reason = null
        where id = (
            select j.id
            from core.jobs as j
            where
                j.concurrency_key = v_key
                and j.status = 'waiting'
                and j.wait_reason = 'concurrency_key'
            order by j.priority desc, j.id
            limit 1
            for update skip locked
        );
    end loop;
end;
$$;
