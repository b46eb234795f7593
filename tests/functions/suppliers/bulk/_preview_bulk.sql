-- Proves functions/suppliers/bulk/_preview_bulk.sql.
begin;
select plan(3);

-- Given: the small project.
select tests.small_project();
create function pg_temp.ids(p_supplier text, variadic p_templates text[])
returns bigint[] language sql as $$
    select array_agg(tests.task_of(p_supplier, t.t)) from unnest(p_templates) as t (t)
$$;
grant execute on function pg_temp.ids(text, text[]) to public;

create function pg_temp.page(p_after text) returns jsonb language sql as $$
    select suppliers._preview_bulk(
        pg_temp.ids('ACME', 'mould', 'sample', 'paint'), '{"status": "in_progress"}',
        core.read_page('suppliers.t', p_after, 2, '{bigint}')
    )
$$;

select is(
    pg_temp.page(null) - '{items,next}'::text[],
    '{"dry_run": true, "total": 3, "operation_id": null}', 'the whole is counted'
);
select is(
    (
        select array_agg(i.i ->> 'task_id')
        from pg_temp.page(null) as a (a)
        cross join lateral pg_temp.page(a.a ->> 'next') as b (b)
        cross join lateral jsonb_array_elements(
            (a.a -> 'items') || (b.b -> 'items')
        ) as i (i)
    ),
    (
        select array_agg(i.id::text order by i.id)
        from unnest(pg_temp.ids('ACME', 'mould', 'sample', 'paint')) as i (id)
    ),
    'pages follow each other'
);
select is(
    (select b.b ->> 'next' from pg_temp.page(null) as a (a)
        cross join lateral pg_temp.page(a.a ->> 'next') as b (b)),
    null, 'to an end'
);

select * from finish();
rollback;
