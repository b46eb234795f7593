-- Proves sql/views/filters/current_counts.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

insert into t_shop.lines (id, colour) values (5, 'red');
delete from t_shop.lines
where id = 3;
select results_eq(
    $$ select value collate "default", lines from filters.current_counts
       where dimension = 'colour' $$,
    $$ values ('red', 3::bigint) $$, 'counts and deltas, nothing at zero'
);
select is(
    tests.grants_of('filters.current_counts'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('filters.current_counts'),
    array['select all to app_reader, service_role'],
    'operators see every count'
);

select * from finish();
rollback;
