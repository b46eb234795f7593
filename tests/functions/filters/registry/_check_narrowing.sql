-- Proves functions/filters/registry/_check_narrowing.sql.
begin;
select plan(5);

-- Given: the counted shop; colour is kept for buyers.
select tests.counted_shop();
update filters.dimensions set roles = '{buyer}'
where name = 'colour';
-- Given: what a definer function may call, called by a user.
create function pg_temp.check_as_definer(p_selection jsonb)
    returns void
    language sql
    security definer
    return filters._check_narrowing(p_selection);
grant execute on function pg_temp.check_as_definer(jsonb) to authenticated;
select tests.login_as(tests.user('ada'));

select is(
    tests.refusal(format('select pg_temp.check_as_definer(%L)', n.selection)) ->> 'key',
    n.key, n.selection
)
from (
    values
    ('{"size": ["S"]}', null),
    ('{"size": ["S"], "colour": ["red"]}', 'filters.unknown_dimension'),
    ('{"no such": ["S"]}', 'filters.unknown_dimension'),
    ('{"size": "S"}', 'core.invalid_argument'),
    ('[]', 'core.invalid_argument')
) as n (selection, key);

select * from finish();
rollback;
