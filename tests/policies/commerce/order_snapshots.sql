-- Proves policies/commerce/order_snapshots.sql.j2.
begin;
select plan(5);

-- Given: an order with a snapshot after each event.
update core.settings
set value = '1'
where name = 'commerce.order_snapshot_events';
select tests.small_stock();
do $$
begin
    perform tests.place('ada');
end;
$$;

select * from tests.is_read_by('commerce.order_snapshots', 'service_role, app_reader');

select * from finish();
rollback;
