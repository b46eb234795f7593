-- Proves functions/filters/read/_choose_bounds.sql.
begin;
select plan(7);

-- Given: four stores with bounds; 3 to 7 is known.
create function pg_temp.chosen(p_known filters.span, p_read bigint[])
    returns bigint[]
    language sql
as $$
    select array(
        select i
        from unnest(
            filters._choose_bounds(
                '{11, 12, 13, 14}', '{1, 2, 3, 4}', '{6, 7, 8, 9}', p_known, p_read
            )
        ) as i
        order by i
    )
$$;

select is(
    pg_temp.chosen(row(3, 7), '{}'), '{11,14}', 'the farthest bound at each end'
);
select is(
    pg_temp.chosen(row(3, 7), '{11, 14}'), '{12,13}',
    'then the next, twice as many in each round'
);
select is(
    pg_temp.chosen(row(3, 7), '{11, 12, 13, 14}'), '{}', 'none that is read already'
);
select is(
    pg_temp.chosen(row(1, 8), '{}'), '{14}',
    'an end that no bound exceeds asks for no store'
);
select is(
    pg_temp.chosen(row(1, 9), '{}'), '{}', 'what is known at both ends asks for none'
);
select is(
    pg_temp.chosen(null, '{}'), '{11,14}', 'nothing is known: any bound could decide'
);
select is(
    filters._choose_bounds(null, null, null, null, '{}'), '{}', 'no bounds: no store'
);

select * from finish();
rollback;
