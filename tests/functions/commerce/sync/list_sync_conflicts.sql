-- Proves functions/commerce/sync/list_sync_conflicts.sql.
begin;
select plan(6);

-- Given: the small stock; two products with another price at the PMS.
select tests.small_stock();
do $$ begin
    perform commerce.collect_sync_records('pms', null, 100);
    perform commerce.push_pms_changes(
        tests.pms_change('product', 'MUG', 1, '{"price_minor": 5}')
        || tests.pms_change('product', 'SHIRT-S', 1, '{"price_minor": 5, "title": "T"}')
    );
end; $$;
create temporary table answer on commit drop as
select commerce.list_sync_conflicts('pms', null, 1) as page;
grant select on answer to authenticated;

select tests.login_as(tests.user('ada'), 'buyer');
select is(
    (page #> '{items,0}') - 'conflict_id' - 'created_at' - 'ours',
    '{"entity": "product", "external_id": "MUG", "field": "price_minor",
    "pms": {"value": 5, "version": 1, "seen": 0, "at": "2026-01-01T00:00:00.000000Z"},
    "policy": "ask", "reason": "concurrent", "fault": null}',
    'a conflict shows both sides'
)
from answer;
select is(
    commerce.list_sync_conflicts('pms', page ->> 'next') #>> '{items,0,external_id}',
    'SHIRT-S', 'pages go on'
)
from answer;
select is(
    jsonb_array_length(commerce.list_sync_conflicts() -> 'items'), 2,
    'what the policy decided is not open'
);
select throws_ok(
    $$ select commerce.list_sync_conflicts('pms', 'x') $$,
    'PT422', 'core.invalid_cursor', 'a bad cursor is refused'
);
select throws_ok(
    $$ select commerce.list_sync_conflicts('x') $$,
    'PT404', 'commerce.unknown_source', 'an unknown source is refused'
);
select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select commerce.list_sync_conflicts() $$,
    'PT403', 'core.not_permitted', 'customers are refused'
);

select * from finish();
rollback;
