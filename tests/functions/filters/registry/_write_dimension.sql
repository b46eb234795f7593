-- Proves functions/filters/registry/_write_dimension.sql.
begin;
select plan(1);

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

select * from finish();
rollback;
