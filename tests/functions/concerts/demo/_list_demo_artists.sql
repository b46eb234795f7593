-- Proves functions/concerts/demo/_list_demo_artists.sql.
begin;
select plan(3);

select is(
    (select count(distinct lower(a.name)) from concerts._list_demo_artists() as a),
    30::bigint, 'there are 30 artists'
);
select is(
    (
        select count(*) from concerts._list_demo_artists() as a
        where coalesce(cardinality(a.genres), 0) = 0
    ), 0::bigint, 'each has a genre'
);
select ok(
    array(select a.name from concerts._list_demo_artists() as a)
    @> array['Björk', 'Кино', '宇多田ヒカル'], 'their names are of several scripts'
);

select * from finish();
rollback;
