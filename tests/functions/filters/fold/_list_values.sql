-- Proves functions/filters/fold/_list_values.sql.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

select results_eq(
    $$ select value collate "default", label collate "default", parent, rank, lines
       from filters.dimension_values
       where dimension = 'category'
       order by rank $$,
    $$ values
        ('food/drinks', 'Food / Drinks', 'food', 1048576::bigint, 4::bigint),
        ('food/snacks', 'Food / Snacks', 'food', 2097152, 2) $$,
    'values that have a line, in order, with gaps between them, label and parent'
);
select is(
    (
        select min(version)
        from filters.dimension_states
    ), 1::bigint,
    'a load gives every dimension a new version'
);

-- Two regions that swap names.
update master.places
set place_key = case place_key when 'NCR' then 'tmp' else place_key end
where true;
update master.places
set place_key = 'NCR'
where place_key = 'Region VII';
update master.places
set place_key = 'Region VII'
where place_key = 'tmp';
select filters._list_values();

select results_eq(
    $$ select value collate "default", lines from filters.dimension_values
       where dimension = 'region' order by value $$,
    $$ values ('NCR', 2::bigint), ('Region VII', 4::bigint) $$,
    'values may swap names'
);

delete from filters.cells
where true;
select filters._list_values();
select is_empty(
    $$ select * from filters.dimension_values $$,
    'a value without a line is not listed'
);
select is(
    (
        select min(version)
        from filters.dimension_states
    ), 6::bigint,
    'versions rise, with each renaming too'
);

select * from finish();
rollback;
