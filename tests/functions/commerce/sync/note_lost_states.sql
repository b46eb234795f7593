-- Proves functions/commerce/sync/note_lost_states.sql.
begin;
select plan(4);

-- Given: records of the PMS, which then forgets one and goes back with another.
do $$ begin
    perform commerce.push_pms_changes(
        tests.pms_change('order', 'O-1', 2, '{"status": "paid"}', 5)
        || tests.pms_change('order', 'O-2', 2, '{"status": "paid"}')
        || tests.pms_change('order', 'O-3', 2, '{"status": "paid"}')
        || tests.pms_change('order', 'O-9', 2, '{"status": "paid"}')
    );
end; $$;
create function pg_temp.note() returns integer
language sql as $$
    select commerce.note_lost_states('pms', 'order', null, 'O-3', '[
        {"external_id": "O-2", "fields": {"status": {"value": "placed", "version": 1}}},
        {"external_id": "O-3", "fields": {"status": {"value": "paid", "version": 2}}}
    ]')
$$;

select is(pg_temp.note(), 2, 'records that lost something are counted');
select is(
    (
        select jsonb_object_agg(o ->> 'external_id', (o #> '{fields,status}') - 'at')
        from jsonb_array_elements(
            commerce.list_sync_outgoing('pms', 'order', null, null, 10)
        ) as o
    ),
    '{"O-1": {"value": "paid", "version": 6, "seen": 0},
    "O-2": {"value": "paid", "version": 1, "seen": 0}}',
    'what they had goes out again'
);
select is(
    (select r.fields #>> '{status,us,seen}' from commerce.sync_records as r
     where r.external_id = 'O-2'), '1', 'it has seen what the PMS shows now'
);
select is(pg_temp.note(), 0, 'a second look finds nothing');

select * from finish();
rollback;
