-- Proves functions/filters/registry/_write_dimension.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

do $$ begin
    perform filters._write_dimension(
        filters._dimension_config(d) || '{"label": "Hue", "roles": ["buyer"]}'
    ) from filters.dimensions as d where d.name = 'colour';
end $$;
select is(
    (select (label, roles, state)::text from filters.dimensions
     where name = 'colour'),
    '(Hue,{buyer},live)', 'what changed is written, its state is not'
);

do $$ begin
    perform filters._write_dimension(
        filters._dimension_config(d) || '{"position": 9.0, "debounce_ms": 2e2}'
    ) from filters.dimensions as d where d.name = 'colour';
end $$;
select is(
    (select (position, debounce_ms)::text from filters.dimensions
     where name = 'colour'),
    '(9,200)', 'a whole number is one in every spelling'
);

select * from finish();
rollback;
