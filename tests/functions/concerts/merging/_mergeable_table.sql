-- Proves functions/concerts/merging/_mergeable_table.sql.
begin;
select plan(3);

select is(
    concerts._mergeable_table('artist'), 'concerts.artists'::regclass, 'a table'
);
select throws_ok(
    format('select concerts._mergeable_table(%L)', e.name), 'PT422',
    'core.invalid_argument', 'no other'
)
from (values ('setlist'), (null)) as e (name);

select * from finish();
rollback;
