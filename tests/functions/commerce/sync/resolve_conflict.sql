-- Proves functions/commerce/sync/resolve_conflict.sql.
begin;
select plan(13);

-- Given: the small stock; prices that differ; stock that the PMS wants too low.
select tests.small_stock();
do $$ begin
    perform commerce.collect_sync_records('pms', null, 100);
    perform commerce.push_pms_changes(
        tests.pms_change('product', 'MUG', 3, '{"price_minor": 5}')
        || tests.pms_change('product', 'SHIRT-S', 3, '{"price_minor": 5}')
        || tests.pms_change('inventory', 'SHIRT-S@MAIN', 1, '{"on_hand": 0}')
    );
end; $$;
delete from core.events
where true;
create function pg_temp.conflict(p_external_id text) returns bigint
language sql security definer as $$
    select c.id
    from commerce.sync_conflicts as c
    inner join commerce.sync_records as r on c.sync_record_id = r.id
    where r.external_id = p_external_id
$$;
create function pg_temp.resolve(p_external_id text, p_choice text) returns jsonb
language sql as $$
    select commerce.resolve_conflict(pg_temp.conflict(p_external_id), p_choice)
$$;
grant execute on function pg_temp.conflict(text), pg_temp.resolve(text, text)
to authenticated;

select tests.login_as(tests.user('ada'), 'buyer');
select is(
    pg_temp.resolve('MUG', 'pms') -> 'value', '5', 'the value of the PMS is chosen'
);
select throws_ok(
    $$ select pg_temp.resolve('MUG', 'ours') $$,
    'PT409', 'commerce.conflict_resolved', 'once'
);
select isnt(
    pg_temp.resolve('SHIRT-S', 'ours') -> 'value', '5', 'or ours'
);
select throws_ok(
    $$ select pg_temp.resolve('SHIRT-S@MAIN', 'pms') $$,
    'PT409', 'commerce.choice_refused', 'a value that cannot stand is refused'
);
select is(
    pg_temp.resolve('SHIRT-S@MAIN', 'ours') -> 'value', '10', 'but ours can'
);
select throws_ok(
    $$ select commerce.resolve_conflict(0, 'pms') $$,
    'PT404', 'commerce.unknown_conflict', 'an unknown conflict is refused'
);
select throws_ok(
    $$ select pg_temp.resolve('MUG', null) $$,
    'PT422', 'core.invalid_argument', 'no choice is refused'
);
reset role;
select is(
    (select commerce._local_values(r) -> 'price_minor' from commerce.sync_records as r
     where r.external_id = 'MUG'), '5', 'the choice stands here'
);
select results_eq(
    $$ select c.decision, c.resolved_by from commerce.sync_conflicts as c
       where c.id = pg_temp.conflict('MUG') $$,
    $$ values ('pms', tests.user('ada')) $$, 'who chose is kept'
);
select set_eq(
    $$ select e.payload ->> 'external_id' as external_id,
       e.payload #>> '{fields,price_minor,seen}' as price_seen,
       e.payload #>> '{fields,on_hand,seen}' as stock_seen
       from core.events as e where e.type = 'commerce.sync.changed' $$,
    $$ values ('SHIRT-S', '3', null), ('SHIRT-S@MAIN', null, '1') $$,
    'the PMS is told where it differs'
);
select is(
    jsonb_array_length(commerce.list_sync_conflicts() -> 'items'), 0, 'none is open'
);
select is(
    (select count(*) from commerce.sync_conflicts), 3::bigint, 'and all are kept'
);
select tests.login_as(tests.user('bob'), 'warehouse');
select throws_ok(
    $$ select pg_temp.resolve('MUG', 'pms') $$,
    'PT403', 'core.not_permitted', 'other users are refused'
);

select * from finish();
rollback;
