-- Proves functions/core/events/changes_since.sql.
begin;
select plan(14);

create function pg_temp.after(p_xid bigint, p_id bigint) returns text language sql as $$
    select core.write_cursor('core.changes_since', array[p_xid, p_id, 0]::text[])
$$;
grant execute on function pg_temp.after(bigint, bigint) to authenticated;

insert into core.topic_rules (prefix, audience) values ('core:t_e', 'everyone');
select is(
    core.changes_since('{core:t_e}') ->> 'next',
    pg_temp.after(
        greatest(
            (select max(e.xid::text::bigint) from core.events as e),
            (select h.xid::text::bigint from core.event_low_watermarks as h)
        ) + 1,
        0
    ),
    'a cursor goes no farther than the log: later ids may be given out again by a crash'
);

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
    (core.changes_since('{core:t_a,core:t_b}', pg_temp.after(0, 0), 2) #> '{events,0}')
    - '{at,id}'::text[],
    '{"topic": "core:t_b", "type": "core.thing.made",
      "entity_id": "b1", "payload": {}}',
    'an event'
);
select is(
    jsonb_path_query_array(
        core.changes_since('{core:t_a,core:t_b}', pg_temp.after(0, 0), 2),
        '$.events[*].entity_id'
    ), '["b1", "a2"]', 'in commit order over all topics'
);
select is(
    core.changes_since('{core:t_a,core:t_b}', pg_temp.after(0, 0), 2) ->> 'has_more',
    'true',
    'there is more'
);
select is(
    jsonb_path_query_array(
        core.changes_since(
            '{core:t_a,core:t_b}',
            core.changes_since('{core:t_a,core:t_b}', pg_temp.after(0, 0), 2) ->> 'next'
        ), '$.events[*].entity_id'
    ), '["a3"]', 'the next page, without what is still being written'
);
select is(
    core.changes_since('{core:t_b}', pg_temp.after(1, 99999)) ->> 'next',
    pg_temp.after(pg_snapshot_xmin(pg_current_snapshot())::text::bigint, 0),
    'a last page has seen everything that has ended'
);
select throws_ok(
    $$ select core.changes_since('{core:t_a,core:job}', pg_temp.after(0, 0)) $$,
    'PT403',
    'core.topic_not_readable',
    'a topic that the caller may not read is refused'
);
select throws_ok(
    $$ select core.changes_since('{core:t_a}', 'x') $$,
    'PT422', 'core.invalid_cursor', 'what is not a cursor is refused'
);
select throws_ok(
    format(
        'select core.changes_since(%L, %L)', '{core:t_a}',
        core.write_cursor('core.changes_since', c.key)
    ),
    c.code, c.error, c.rule
)
from (
    values
    ('{0,x,0}'::text[], 'PT422', 'core.invalid_cursor', 'an id that is not a number'),
    ('{0,0,7}', 'PT410', 'core.cursor_expired', 'a cursor of another era has ended')
) as c (key, code, error, rule);
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
    $$ select core.changes_since('{core:t_a}', pg_temp.after(0, 0)) $$,
    'PT410', 'core.cursor_expired', 'a cursor that retention has passed is refused'
);

select * from finish();
rollback;
