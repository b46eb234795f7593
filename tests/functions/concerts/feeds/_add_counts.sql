-- Proves functions/concerts/feeds/_add_counts.sql.
begin;
select plan(2);

select is(
    concerts._add_counts('{"a": 1, "b": 2}', '{"b": 3, "c": 4}'),
    '{"a": 1, "b": 5, "c": 4}',
    'counts are added'
);
select is(concerts._add_counts('{}', '{}'), '{}', 'nothing is nothing');

select * from finish();
rollback;
