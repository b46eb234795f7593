-- Proves functions/core/attach/_row_id.sql.
begin;
select plan(2);

select is(core._row_id('{"a": 1, "b": "x"}', '{a}'), '1', 'one column is its text');
select is(
    core._row_id('{"a": 1, "b": "x", "c": 2}', '{b,a}'), '["x", "1"]',
    'several are a JSON array of texts, in the order of the key'
);

select * from finish();
rollback;
