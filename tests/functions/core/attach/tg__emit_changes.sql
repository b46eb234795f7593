-- Proves functions/core/attach/tg__emit_changes.sql.
begin;
select plan(15);

-- Given: a table that is broadcast to the owner of a row, and sent to webhooks.
create table public.t_notes (
    id bigint primary key, title text, body text, secret text, owner uuid
);
do $$ begin
    perform core.attach_table(
        'broadcast', 'public.t_notes', '{"owner": "owner", "columns": ["title"]}'
    );
    perform core.attach_table(
        'webhooks', 'public.t_notes', '{"roles": ["editor"], "columns": ["title", "body"]}'
    );
end $$;
create function tests.events(p_type text) returns setof core.events language sql as $$
    select e.* from core.events as e where e.type ~ p_type order by e.id
$$;
insert into public.t_notes values
(1, 'a', 'b', 'hush', tests.user('ada')), (2, 'x', null, null, null);
select results_eq(
    $$ select type, topic, entity_id, payload from tests.events('^public.t_notes\.') $$,
    $$ values (
        'public.t_notes.inserted', 'public:t_notes:' || tests.user('ada'), '1',
        '{"v": 1, "key": {"id": 1}, "changed": {"title": "a"}}'::jsonb
    ) $$,
    'a row is broadcast to its owner; one without an owner to none'
);
select results_eq(
    $$ select type, topic, entity_id, payload from tests.events('rows') limit 1 $$,
    $$ values (
        'public.t_notes_rows.inserted', 'public:t_notes_rows', '1',
        '{"v": 1, "table": "public.t_notes", "key": {"id": 1},
          "record": {"title": "a", "body": "b"}, "changed": []}'::jsonb
    ) $$,
    'a webhook has the listed columns, and no other'
);
select is(
    (select count(*) from tests.events('rows')), 2::bigint, 'it is sent for each row'
);

update public.t_notes set secret = 'psst' where id = 1;
select is(
    (select payload from tests.events('t_notes\.updated')),
    '{"v": 1, "key": {"id": 1}, "changed": {}}'::jsonb,
    'a broadcast hints at any change, without its value'
);
select is(
    (select count(*) from tests.events('rows.updated')), 0::bigint,
    'a webhook is sent for listed columns only'
);
update public.t_notes set body = 'c', title = title where id = 1;
select is(
    (select payload - 'table' from tests.events('rows.updated')),
    '{"v": 1, "key": {"id": 1}, "record": {"title": "a", "body": "c"},
      "changed": ["body"]}'::jsonb,
    'it says which of them changed'
);
update public.t_notes set body = body where true;
select is(
    (select count(*) from tests.events('updated')), 3::bigint,
    'what changes nothing is not sent'
);
delete from public.t_notes where id = 1;
select is(
    (select payload from tests.events('t_notes\.deleted')),
    '{"v": 1, "key": {"id": 1}}'::jsonb, 'a deleted row is its key'
);
select is(
    (select payload -> 'record' from tests.events('rows.deleted')),
    '{"title": "a", "body": "c"}'::jsonb, 'to a webhook also what it was'
);

-- Many rows are one hint, but a webhook each.
insert into public.t_notes (id, owner)
select i, tests.user('ada') from generate_series(10, 60) as i;
select results_eq(
    $$ select topic, payload from tests.events('t_notes\.changed') $$,
    $$ values (
        'public:t_notes:' || tests.user('ada'),
        '{"v": 1, "verb": "inserted", "count": 51}'::jsonb
    ) $$,
    'more than 50 rows are broadcast as a summary'
);
select is(
    (select count(*) from tests.events('rows.inserted')), 53::bigint,
    'a webhook is sent for each'
);

-- A column that has another name is not sent, and the write does not fail.
alter table public.t_notes rename column title to heading;
alter table public.t_notes drop column owner;
select lives_ok(
    $$ insert into public.t_notes (id, heading, body) values (99, 'h', 'b') $$,
    'the table may change'
);
select is(
    (select payload -> 'record' from tests.events('rows.inserted') offset 53),
    '{"body": "b"}'::jsonb, 'what is not listed by its name is not sent'
);

alter table public.t_notes drop constraint t_notes_pkey;
select lives_ok(
    $$ update public.t_notes set body = 'c' where id = 99 $$,
    'nor does it fail without a key'
);

-- Columns with the names that are usual for rows.
create table public.t_short (n bigint primary key, o text, x text, r text);
do $$ begin
    perform core.attach_table(
        'webhooks', 'public.t_short', '{"roles": ["a"], "columns": ["x", "o", "n"]}'
    );
end $$;
insert into public.t_short values (1, 'a', 'b', 'c');
update public.t_short set x = 'd' where n = 1;
select is(
    (select payload - 'table' from tests.events('t_short_rows.updated')),
    '{"v": 1, "key": {"n": 1}, "record": {"n": 1, "o": "a", "x": "d"},
      "changed": ["x"]}'::jsonb,
    'columns with short names'
);

select * from finish();
rollback;
