-- Proves functions/core/demo/_make_demo_deliveries.sql.
begin;
select plan(3);

-- Given: a delivery of another user that is due.
do $$ begin
    perform tests.make_delivery(tests.make_webhook('ada'), 1);
    perform tests.user('demo');
end $$;
select core._make_demo_deliveries();

select results_eq(
    $$
    select d.status, d.lease
    from core.webhook_deliveries as d
    $$, $$ values ('pending', 0) $$, 'what is due for others is not claimed'
);
select is(
    (select count(*) from core.webhook_endpoints), 2::bigint, 'the webhook is made'
);

-- Given: nothing is due.
delete from core.webhook_endpoints
where true;
select core._make_demo_deliveries();
select is(
    array(select d.status from core.webhook_deliveries as d
order by d.id),
    '{failed,delivered}', 'else both deliveries have their end'
);

select * from finish();
rollback;
