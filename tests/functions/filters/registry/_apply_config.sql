-- Proves functions/filters/registry/_apply_config.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

create function pg_temp.apply(p_change jsonb, p_is_on boolean)
    returns jsonb
    language sql
as $$
    select filters._apply_config(
        filters._dimension_config(d) || p_change, p_is_on, true, 'Why.'
    )
    from filters.dimensions as d
    where d.name = 'size'
$$;
select is(
    pg_temp.apply('{"label": "Extent"}', true),
    '{"dimension": "size", "version": 2, "state": "live", "operation_id": null}',
    'another label needs no count'
);
select is(
    pg_temp.apply('{"column": "facts", "path": ["a"]}', true) ->> 'state', 'filling',
    'another column does'
);
select is(pg_temp.apply('{}', false) ->> 'state', 'off', 'it can be off');

select * from finish();
rollback;
