-- filters.copy_lines: copy the next lines to filters.transactions_new.
--
-- The lines are locked for share: a writer that changes one of them waits for this
-- transaction, or this one for it, and then copies the line as it is. So no change
-- falls between. Other writers, and all readers, go on. A writer that holds one of
-- these lines and wants another could deadlock with it: call it with a lock_timeout
-- below deadlock_timeout, so that the copy gives way.

create or replace function filters.copy_lines(p_limit integer default 5000)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_run filters.reshapes;
    v_to bigint;
begin
    select * into v_run from filters.reshapes where state = 'copying' for update;
    if not found then
        return 0;
    end if;
    perform filters._refuse_spoilt();
    v_to := (
        select max(n.id)
        from (
            select t.id
            from filters.transactions as t
            where t.id > v_run.copied_to and t.id <= v_run.copy_until
            order by t.id
            limit p_limit
        ) as n
    );
    if v_to is null then
        update filters.reshapes
        set state = 'comparing', copied_xid = pg_current_xact_id()::text::bigint
        where id = v_run.id;
        return 0;
    end if;
    execute format(
        'with line as ('
        'select * from filters.transactions where id > $1 and id <= $2 for share) '
        'insert into filters.transactions_new (%1$s) overriding system value '
        'select %1$s from line order by id on conflict do nothing',
        filters._columns_of_lines()
    )
    using v_run.copied_to, v_to;
    update filters.reshapes set copied_to = v_to where id = v_run.id;
    return p_limit;
end;
$$;

comment on function filters.copy_lines(integer) is
$$Copy the next p_limit lines; returns 0 when all are copied.

Errors: 55P03 or 40001 if writers are in the way: call it again.
$$;
