-- Proves functions/concerts/merging/_changed_values.sql.
begin;
select plan(2);

select is(
    concerts._changed_values('{"a": 1, "b": null, "c": 3}', '{"a": 1, "b": 2, "c": 4}'),
    '{"b": null, "c": 3}'::jsonb, 'what differs'
);
select is(concerts._changed_values('{"a": 1}', '{"a": 1}'), '{}'::jsonb, 'nothing');

select * from finish();
rollback;
