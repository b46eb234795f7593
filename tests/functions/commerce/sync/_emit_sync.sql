-- Proves functions/commerce/sync/_emit_sync.sql.
begin;
select plan(3);

-- Given: a record.
create function pg_temp.emit(p_fields text[]) returns void
language sql as $$
    select commerce._emit_sync(jsonb_populate_record(null::commerce.sync_records, '{
        "source": "pms", "entity": "product", "external_id": "P-1", "version": 4,
        "fields": {"title": {"us": {"value": "A", "version": 4, "at": "1", "seen": 0}}}
    }'), p_fields)
$$;
do $$ begin perform pg_temp.emit('{title}'); perform pg_temp.emit('{sku}'); end; $$;

select is((select count(*) from core.events), 1::bigint, 'no field is no event');
select results_eq(
    $$ select e.type, e.topic, e.entity_id from core.events as e $$,
    $$ values ('commerce.sync.changed', 'commerce:sync:pms', 'product:P-1') $$,
    'an event is on the topic of the source'
);
select is(
    (select e.payload from core.events as e),
    '{"v": 1, "source": "pms", "entity": "product", "external_id": "P-1", "version": 4,
    "fields": {"title": {"value": "A", "version": 4, "at": "1", "seen": 0}}}',
    'with the fields as the source takes them'
);

select * from finish();
rollback;
