-- Proves functions/filters/read/_is_scan_cheaper.sql.
begin;
select plan(3);

select is(
    filters._is_scan_cheaper(n.lookups), n.expected,
    format('%s lookups in a group of 100 cells', n.lookups)
)
from (
    values (1::bigint, false), (12, false), (13, true)
) as n (lookups, expected);

select * from finish();
rollback;
