-- Proves functions/commerce/purchases/_next_order_at.sql.
begin;
select plan(1);

-- 2026-06-05 is a Friday; at 17:00 UTC it is Saturday in Manila.
select results_eq(
    $$ select commerce._next_order_at(
           c.order_days::smallint[], c.timezone, timestamptz '2026-06-05 17:00+00'
       )
       from (
           values
           (1, '{1,2,3,4,5,6,7}', 'UTC'), (2, '{5}', 'UTC'), (3, '{1}', 'UTC'),
           (4, '{4}', 'UTC'), (5, '{5}', 'Asia/Manila'), (6, '{7}', 'Asia/Manila')
       ) as c (place, order_days, timezone)
       order by c.place $$,
    $$ values
        (timestamptz '2026-06-05 17:00+00'), ('2026-06-05 17:00+00'),
        ('2026-06-08 00:00+00'), ('2026-06-11 00:00+00'), ('2026-06-11 16:00+00'),
        ('2026-06-06 16:00+00') $$,
    'an order day lasts from midnight to midnight where the vendor is'
);

select * from finish();
rollback;
