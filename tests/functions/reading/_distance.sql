-- Proves functions/reading/_distance.sql.
begin;
select plan(5);

select is(reading._distance(3, 200, 90), 3::numeric, 'a chapter is one');
select is(
    reading._distance(null, 200, 90), 90::numeric, 'without it a percent counts as one'
);
select is(
    reading._distance(null, 30, null), 1.5,
    'and where there is only a page, twenty pages do'
);
select is(
    reading._distance(null, null, null), -1::numeric, 'nothing is before everything'
);
select ok(
    reading._distance(null, null, 95) > reading._distance(1, null, 2),
    '95 percent is further than chapter 1 at 2 percent'
);

select * from finish();
rollback;
