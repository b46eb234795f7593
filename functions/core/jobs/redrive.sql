-- core.redrive: make dead jobs ready again, with all their attempts.
--
-- It locks the rows that it takes and skips locked ones. A dead job whose dedupe key
-- now belongs to another unfinished job stays dead: the other job does the work.
-- Definer: no role may write the table directly.

create or replace function core.redrive(
    p_ids bigint[] default null, p_kind text default null, p_limit integer default 1000
)
    returns setof bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    if p_ids is null and p_kind is null then
        perform core.raise_error(
            'core.invalid_argument', 'Send ids, or the kind of the dead jobs.'
        );
    end if;

    for v_id in
        select j.id
        from core.jobs as j
        where
            j.status = 'dead'
            and (p_ids is null or j.id = any(p_ids))
            and (p_kind is null or j.kind = p_kind)
        order by j.id
        limit p_limit
        for update skip locked
    loop
        begin
            update core.jobs
            set
                status = 'ready',
                attempts = 0,
                died_at = null,
                run_at = core.now()
            where id = v_id;
            return next v_id;
        exception
            when unique_violation then
                continue;
        end;
    end loop;
    perform core._notify_workers(q.name) from core.job_queues as q;
end;
$$;

grant execute on function core.redrive(bigint[], text, integer)
to service_role, app_worker;

comment on function core.redrive(bigint[], text, integer) is
$$Make dead jobs ready again, by id or by kind; returns their ids.

Errors: core.invalid_argument.
$$;
