-- Proves functions/commerce/sync/_note_local.sql.
begin;
select plan(6);

-- Given: records of a product that were last seen with title A; noon.
select tests.set_clock('2026-06-01T12:00:00Z');
create function pg_temp.note(p_fields jsonb, p_local jsonb, p_values jsonb)
returns jsonb
language sql as $$
    select commerce._note_local(
        jsonb_populate_record(null::commerce.sync_records, jsonb_build_object(
            'source', 'pms', 'entity', 'product', 'version', 4, 'fields', p_fields,
            'local', p_local
        )),
        p_values
    )
$$;

select is(
    pg_temp.note('{}', '{"title": "A"}', '{"title": "A"}'), '{}',
    'what did not change is not noted'
);
select is(
    pg_temp.note('{}', '{}', '{"title": "A", "on_hand": 0, "category": null}'),
    '{"title": {"us": {"value": "A", "version": 5, "seen": 0,
    "at": "2026-06-01T12:00:00.000000Z"}}}', 'an empty first value is not a write'
);
select is(
    pg_temp.note('{}', '{"on_hand": 3}', '{"on_hand": 0}') #> '{on_hand,us,value}', '0',
    'but a later one is'
);
select is(
    pg_temp.note(
        '{"title": {"pms": {"value": "A", "version": 7, "seen": 0, "at": "1"}}}',
        '{"title": "A"}', '{"title": "B"}'
    ) #> '{title,us,seen}',
    '7', 'a change has seen the version that stood here'
);
select is(
    pg_temp.note(
        '{"title": {"pms": {"value": "X", "version": 7, "seen": 0, "at": "1"}}}',
        '{"title": "A"}', '{"title": "B"}'
    ) #> '{title,us,seen}',
    '0', 'but not one that was refused'
);
select is(
    pg_temp.note(
        '{"title": {"pms": {"value": "X", "version": 7, "seen": 0, "at": "1"}}}',
        '{}', '{"title": "B"}'
    ) #> '{title,us,seen}',
    '0', 'nor at the first look'
);

select * from finish();
rollback;
