-- Proves functions/commerce/analytics/_refreshed_at.sql.
begin;
select plan(2);

select is(
    commerce._refreshed_at('commerce.stock_ages'), null, 'a view was never refreshed'
);
select tests.set_clock('2026-01-01Z');
do $$ begin perform core.refresh_view('commerce.stock_ages'); end; $$;
select is(
    commerce._refreshed_at('commerce.stock_ages'), '2026-01-01Z', 'then it was'
);

select * from finish();
rollback;
