-- Proves functions/core/audit/_audited_row_id.sql.
-- Needs: filters.
begin;
select plan(10);

select is(
    core._audited_row_id('master.brands', '0042'), '42',
    'a part of a key is read as its column''s type'
);
select is(
    core._audited_row_id('filters.dimension_versions', '["weight","1"]'),
    '["weight", "1"]', 'white space in a key of several columns does not count'
);
select is(
    core._audited_row_id('filters.dimension_versions', '["weight", 1]'),
    '["weight", "1"]', 'nor does how a number is written'
);

-- Given: an audited table with a time in its key.
create table core.t_slots (at timestamptz primary key);
create trigger t80_audit_update after update on core.t_slots
for each statement execute function core.tg__refuse_change();
set local timezone = 'Asia/Manila';
set local datestyle = 'German';

select is(
    core._audited_row_id('core.t_slots', '2026-11-01 08:00:00+08'),
    '2026-11-01 00:00:00+00', 'a time is in UTC, whatever the session says'
);
select is(
    current_setting('timezone'), 'Asia/Manila', 'the settings of the session stay'
);

select is(
    tests.refusal(
        format('select core._audited_row_id(%L, %L)', name, row_id)
    ) ->> 'key',
    'core.invalid_argument', 'refused: ' || left(row_id, 30)
)
from (
    values
    ('master.brands', 'one'),
    ('filters.dimension_versions', '{"dimension": "weight"}'),
    ('filters.dimension_versions', '["weight"]'),
    ('filters.dimension_versions', repeat('[', 100000))
) as wrong (name, row_id);
select is(
    tests.refusal('select core._audited_row_id(''master.brands'', null)') ->> 'key',
    'core.invalid_argument', 'a key is needed'
);

select * from finish();
rollback;
