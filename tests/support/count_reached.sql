-- tests.count_reached: number of rows that policies alone let a role select or update.
--
-- The role temporarily gets every grant, so only row-level security limits the rows.
-- The claims of the logged-in user stay.

create or replace function tests.count_reached(
    p_relation regclass, p_role text, p_verb text
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_role constant text
        := case p_role when 'service_role' then 'tests_backend' else p_role end;
    v_schema constant regnamespace := (
        select c.relnamespace
        from pg_catalog.pg_class as c
        where c.oid = p_relation
    );
    v_count bigint;
begin
    execute format('grant usage on schema %s to %I', v_schema, v_role);
    execute format('grant select, update on %s to %I', p_relation, v_role);
    perform set_config('role', v_role, true);
    execute format(
        'select count(*) from (select from %s %s) as reached',
        p_relation,
        case p_verb when 'update' then 'for update' end
    )
    into v_count;
    raise exception using errcode = 'TESTS', message = v_count;
exception
    when sqlstate 'TESTS' then
        return sqlerrm::bigint;
    when insufficient_privilege then
        return 0;
end;
$$;
