-- Proves functions/suppliers/bulk/_start_bulk.sql.
begin;
select plan(5);

-- Given: the small project.
select tests.small_project();
create function pg_temp.ids(p_supplier text, variadic p_templates text[])
returns bigint[] language sql as $$
    select array_agg(tests.task_of(p_supplier, t.t)) from unnest(p_templates) as t (t)
$$;
grant execute on function pg_temp.ids(text, text[]) to public;

select tests.login_as(tests.user('mia'), 'project_manager', 'curator');
reset role;
create temporary table o on commit drop as
select suppliers._start_bulk(
    pg_temp.ids('BOLT', 'run') || pg_temp.ids('ACME', 'mould', 'run')
    || array[0::bigint],
    '{"status": "done"}'
) as id;

select is(
    (select p.params from core.operations as p inner join o on p.id = o.id),
    '{"change": {"status": "done"}, "app_roles": ["admin", "project_manager"],
      "project_ids": [2001]}',
    'an operation knows the change, the roles of who started it, and the projects'
);
select is(
    (
        select c.items
        from core.operation_chunks as c inner join o on c.operation_id = o.id
    ),
    to_jsonb(
        pg_temp.ids('ACME', 'mould', 'run') || pg_temp.ids('BOLT', 'run')
        || array[0::bigint]
    ),
    'its tasks are sorted by the rows that they lock'
);
select is(
    (
        select array[p.kind, p.requested_by::text]
        from core.operations as p inner join o on p.id = o.id
    ),
    array['suppliers.bulk_update_status', tests.user('mia')::text],
    'and are of one kind'
);
create function pg_temp.start_as_sue() returns bigint language plpgsql
security definer as $$
begin
    return suppliers._start_bulk(
        array[3::bigint] || pg_temp.ids('ACME', 'run') || pg_temp.ids('BOLT', 'mould')
        || array[0::bigint] || pg_temp.ids('ACME', 'mould'),
        '{"status": "done"}'
    );
end;
$$;
grant execute on function pg_temp.start_as_sue() to public;
select tests.login_as(tests.user('sue'), 'supplier');
create temporary table s on commit drop as
select pg_temp.start_as_sue() as id;
reset role;
select is(
    (
        select c.items
        from core.operation_chunks as c inner join s on c.operation_id = s.id
    ),
    to_jsonb(
        pg_temp.ids('BOLT', 'mould') || array(
            select n.id
            from unnest(array[0, 3] || pg_temp.ids('ACME', 'mould', 'run')) as n (id)
            order by n.id
        )
    ),
    'tasks of others come last, as if they were not there'
);
create temporary table d on commit drop as
select suppliers._start_bulk('{1}', '{"shift_days": 1}') as id;
select is(
    (select p.kind from core.operations as p inner join d on p.id = d.id),
    'suppliers.bulk_update_due_dates', 'dates of another'
);

select * from finish();
rollback;
