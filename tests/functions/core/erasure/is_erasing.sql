-- Proves functions/core/erasure/is_erasing.sql.
begin;
select plan(2);

select is(core.is_erasing(), false, 'usually nothing is erased');
select set_config('rowhouse.erasing', '7', true);
select is(core.is_erasing(), true, 'within an erasure it is');

select * from finish();
rollback;
