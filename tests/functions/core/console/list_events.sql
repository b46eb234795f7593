-- Proves functions/core/console/list_events.sql.
begin;
select plan(5);

-- Given: three events on two topics, one of which an admin may not read.
insert into core.topic_rules (prefix, audience) values ('t:private', 'owner');
insert into core.topic_rules (prefix, audience) values ('t:open', 'everyone');
do $do$
begin
    perform core.emit('t.open.made', 't:open', '1', '{"v": 1}');
    perform core.emit('t.private.made', 't:private:x', '2', '{"v": 1}');
    perform core.emit('t.open.made', 't:open', '3', '{"v": 1}');
end;
$do$;
create function pg_temp.ids(p_page jsonb) returns text
    language sql
    return (
        select string_agg(t.i ->> 'entity_id', ' ' order by t.n)
        from jsonb_array_elements(p_page -> 'items') with ordinality as t (i, n)
    );
grant execute on function pg_temp.ids(jsonb) to authenticated;

select tests.login_as(tests.user('eve'), 'admin');
select is(
    pg_temp.ids(core.list_events(p_page_size => 3)), '3 2 1', 'the newest come first'
);
select is(
    (
        select array_agg(t.i -> 'payload' order by t.n)
        from jsonb_array_elements(core.list_events(p_page_size => 3) -> 'items')
        with ordinality as t (i, n)
    ),
    array['{"v": 1}', 'null', '{"v": 1}']::jsonb[],
    'a payload is shown where the topic may be read'
);
select is(pg_temp.ids(core.list_events('t:open')), '3 1', 'a topic narrows');
select is(
    pg_temp.ids(
        core.list_events('t:open', core.list_events('t:open', null, 1) ->> 'next')
    ),
    '1', 'the cursor leads to the rest'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.list_events() $$) ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
