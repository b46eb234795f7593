-- Proves functions/filters/counters/_bucket.sql.
begin;
select plan(2);

select is(
    array(
        select distinct filters._bucket(n::text, 4)
        from generate_series(1, 200) as n
        order by 1
    ),
    array[0, 1, 2, 3], 'values spread over all parts, and only over them'
);
select is(filters._bucket('x', 1), 0, 'one part holds everything');

select * from finish();
rollback;
