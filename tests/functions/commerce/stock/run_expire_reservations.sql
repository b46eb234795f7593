-- Proves functions/commerce/stock/run_expire_reservations.sql.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();

select is(
    commerce.run_expire_reservations(), false, 'nothing is expired yet'
);
select tests.set_clock(now() + interval '1 hour');
do $$ begin perform commerce.run_expire_reservations(); end; $$;
select results_eq(
    $$ select distinct status from commerce.reservations $$, $$ values ('expired') $$,
    'expired reservations end'
);
select tests.holds('commerce');

select * from finish();
rollback;
