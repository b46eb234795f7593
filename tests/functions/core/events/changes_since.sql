-- Proves functions/core/events/changes_since.sql.
begin;
select plan(11);

-- Given: events on two topics, one of them this transaction's.
insert into core.events (type, topic, entity_id, payload, at, xid)
values
    ('core.thing.made', 'core:t_a', 'a2', '{}', now(), '2'),
    ('core.thing.made', 'core:t_b', 'b1', '{}', now(), '1'),
    ('core.thing.made', 'core:t_a', 'a3', '{}', now(), '2'),
    ('core.thing.made', 'core:t_a', 'open', '{}', now(), pg_current_xact_id());

insert into core.topic_rules (prefix, audience)
values ('core:t_a', 'users'), ('core:t_b', 'users');
select tests.login_as(tests.user('ada'));
select is(
    core.changes_since('{core:t_a}') - 'next',
    '{"events": [], "has_more": false}'::jsonb,
    'without a cursor: from now'
);
select is(
    (core.changes_since('{core:t_a,core:t_b}', '0-0', 2) #> '{events,0}')
    - '{at,id}'::text[],
    '{"topic": "core:t_b", "type": "core.thing.made",
      "entity_id": "b1", "payload": {}}',
    'an event'
);
select is(
    jsonb_path_query_array(
        core.changes_since('{core:t_a,core:t_b}', '0-0', 2), '$.events[*].entity_id'
    ), '["b1", "a2"]', 'in commit order over all topics'
);
select is(
    core.changes_since('{core:t_a,core:t_b}', '0-0', 2) ->> 'has_more',
    'true',
    'there is more'
);
select is(
    jsonb_path_query_array(
        core.changes_since(
            '{core:t_a,core:t_b}',
            core.changes_since('{core:t_a,core:t_b}', '0-0', 2) ->> 'next'
        ), '$.events[*].entity_id'
    ), '["a3"]', 'the next page, without what is still being written'
);
select is(
    core.changes_since('{core:t_b}', '1-99999') ->> 'next',
    pg_snapshot_xmin(pg_current_snapshot())::text || '-0',
    'a last page has seen everything that has ended'
);
select throws_ok(
    $$ select core.changes_since('{core:t_a,core:job}', '0-0') $$,
    'PT403',
    'core.topic_not_readable',
    'a topic that the caller may not read is refused'
);
select throws_ok(
    $$ select core.changes_since('{core:t_a}', 'x') $$,
    'PT422', 'core.invalid_cursor', 'what is not a cursor is refused'
);
select throws_ok(
    $$ select core.changes_since('{core:t_a}', null, 501) $$,
    'PT422', 'core.invalid_page_size', 'pages are capped'
);
select throws_ok(
    $$ select core.changes_since('{}') $$,
    'PT422', 'core.invalid_argument', 'no topic is refused'
);
reset role;
update core.event_low_watermarks set xid = '1', dropped_at = now()
where true;
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select core.changes_since('{core:t_a}', '0-0') $$,
    'PT410', 'core.cursor_expired', 'a cursor that retention has passed is refused'
);

select * from finish();
rollback;
