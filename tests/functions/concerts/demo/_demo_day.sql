-- Proves functions/concerts/demo/_demo_day.sql.
begin;
select plan(2);

-- Given: it is the next day in Tokyo already.
select tests.set_clock('2026-06-15 20:00+00');

select is(
    concerts._demo_day('Nippon Budokan', 1), '2026-06-17', 'a day is that of the venue'
);
select is(concerts._demo_day('The O2', 1), '2026-06-16', 'and another one elsewhere');

select * from finish();
rollback;
