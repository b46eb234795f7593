-- Proves functions/suppliers/demo/_demo_delay.sql.
begin;
select plan(4);

select is(
    array[
        suppliers._demo_delay('{0.1, 0.01}', 0), suppliers._demo_delay('{0.1, 0.99}', 0)
    ], '{1,20}', 'a late task ends up to 20 days late'
);
select is(
    array[
        suppliers._demo_delay('{0.4, 0.5}', 0), suppliers._demo_delay('{0.4, 0.5}', 0.9)
    ], '{0,3}', 'the supplier decides how often'
);
select is(suppliers._demo_delay('{0.9, 0.5}', 0.9), -1, 'some end a day early');
select is(suppliers._demo_delay('{0.9, 0.001}', 0), 60, 'a few are stuck');

select * from finish();
rollback;
