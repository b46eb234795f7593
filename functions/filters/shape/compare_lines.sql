-- filters.compare_lines: compare the next lines with their copies, and repair those
-- that differ.
--
-- One statement reads both tables, in one snapshot. A copy can be wrong if a writer
-- with an older snapshot (REPEATABLE READ) deleted the line while it was copied; all
-- those have ended when the comparison begins. A repair keeps writers out for its
-- moment. Lines with a column of a type without equality, such as json, are compared as
-- texts, which takes twice as long.

create or replace function filters.compare_lines(p_limit integer default 100000)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set work_mem = '128MB'
as $$
declare
    v_run filters.reshapes;
    v_to bigint;
    v_wrong bigint[];
    v_query text;
begin
    select * into v_run from filters.reshapes where state = 'comparing' for update;
    if not found then
        return 0;
    end if;
    perform filters._refuse_spoilt();
    if exists (select from filters.list_older_sessions()) then
        perform core.raise_error(
            'filters.reshape_refused', 'Transactions that began before are open.'
        );
    end if;
    v_to := (
        select max(n.id)
        from (
            select t.id
            from filters.transactions as t
            where t.id > v_run.compared_to and t.id <= v_run.copy_until
            order by t.id
            limit p_limit
        ) as n
    );
    v_query := format(
        'with line as ('
        'select %1$s from filters.transactions where id > $1 and id <= $2), '
        'copy as ('
        'select %1$s from filters.transactions_new where id > $1 and id <= $2) '
        'select array_agg(coalesce(l.id, c.id)) from line as l '
        'full join copy as c on l.id = c.id and l.sold_at = c.sold_at '
        'where ',
        filters._columns_of_lines()
    );
    begin
        execute v_query || 'l is distinct from c'
        into v_wrong
        using v_run.compared_to, coalesce(v_to, 9223372036854775807);
    exception
        when undefined_function then
            execute v_query || 'l::text is distinct from c::text'
            into v_wrong
            using v_run.compared_to, coalesce(v_to, 9223372036854775807);
    end;
    if v_wrong is not null then
        lock table filters.transactions in share row exclusive mode;
        execute 'delete from filters.transactions_new where id = any($1)' using v_wrong;
        execute format(
            'insert into filters.transactions_new (%1$s) overriding system value '
            'select %1$s from filters.transactions where id = any($1)',
            filters._columns_of_lines()
        )
        using v_wrong;
    end if;
    update filters.reshapes
    set
        compared_to = coalesce(v_to, v_run.copy_until),
        repaired = repaired + coalesce(cardinality(v_wrong), 0),
        state = case when v_to is null then 'compared' else 'comparing' end
    where id = v_run.id;
    return case when v_to is null then 0 else p_limit end;
end;
$$;

comment on function filters.compare_lines(integer) is
$$Compare the next p_limit lines; returns 0 when all are compared.

Errors: PT409 filters.reshape_refused while filters.list_older_sessions lists one; 55P03
if writers are in the way of a repair: call it again.
$$;
