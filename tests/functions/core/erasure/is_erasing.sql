-- Proves functions/core/erasure/is_erasing.sql.
begin;
select plan(3);

select is(core.is_erasing(), false, 'usually nothing is erased');
select set_config('rowhouse.erasing', '7', true);
select is(core.is_erasing(), true, 'within an erasure it is');
select tests.login_as(tests.user('ada'), 'admin');
select set_config('rowhouse.erasing', '7', true);
select is(core.is_erasing(), false, 'a caller erases nothing by a setting');

select * from finish();
rollback;
