-- Proves functions/core/audit/_mask_row.sql.
begin;
select plan(3);

select is(
    core._mask_row('{"id": 1, "card": "4711"}', '{card}'), '{"id": 1, "card": "***"}',
    'a masked column has no value'
);
select is(core._mask_row('{"id": 1}', '{}'), '{"id": 1}', 'others have theirs');
select is(core._mask_row(null, '{card}'), null, 'no row has none');

select * from finish();
rollback;
