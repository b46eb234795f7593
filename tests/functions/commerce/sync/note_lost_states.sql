-- Proves functions/commerce/sync/note_lost_states.sql.
begin;
select plan(6);

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

-- And: a page with records and versions that cannot be read, or are spelled otherwise.
create function pg_temp.lost(p_state text) returns integer
language sql as $$
    select commerce.note_lost_states('pms', 'order', 'O-2', 'O-3', jsonb_build_array(
        jsonb_build_object('external_id', 'O-3', 'fields', p_state::jsonb)
    ))
$$;
select is(
    array(
        select pg_temp.lost(s) from unnest(array[
            'null', '{"status": {}}', '{"status": {"version": 1.0}}',
            '{"status": {"version": -1}}', '{"status": {"version": 1e30}}',
            '{"status": {"version": "a"}}', '{"status": {"version": "2"}}'
        ]) as s
    ),
    array_fill(0, '{7}'), 'what is malformed is not lost'
);
select is(
    pg_temp.lost('{"status": {"version": "1"}}'), 1,
    'a lower version in a string is'
);

select * from finish();
rollback;
