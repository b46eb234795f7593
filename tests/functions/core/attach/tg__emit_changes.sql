-- Proves functions/core/attach/tg__emit_changes.sql.
begin;
select plan(22);

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

update public.t_notes set secret = 'psst'
where id = 1;
select is(
    (select payload from tests.events('t_notes\.updated')),
    '{"v": 1, "key": {"id": 1}, "changed": {}}'::jsonb,
    'a broadcast hints at any change, without its value'
);
select is(
    (select count(*) from tests.events('rows.updated')), 0::bigint,
    'a webhook is sent for listed columns only'
);
update public.t_notes set body = 'c', title = title
where id = 1;
select is(
    (select payload - 'table' from tests.events('rows.updated')),
    '{"v": 1, "key": {"id": 1}, "record": {"title": "a", "body": "c"},
      "changed": ["body"]}'::jsonb,
    'it says which of them changed'
);
update public.t_notes set body = body
where true;
select is(
    (select count(*) from tests.events('updated')), 3::bigint,
    'what changes nothing is not sent'
);
delete from public.t_notes
where id = 1;
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
select
    i.n,
    tests.user('ada') as owner
from generate_series(10, 60) as i (n);
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
    (
        select payload -> 'record' from tests.events('rows.inserted')
        order by id desc limit 1
    ),
    '{"body": "b"}'::jsonb, 'what is not listed by its name is not sent'
);

alter table public.t_notes drop constraint t_notes_pkey;
select lives_ok(
    $$ update public.t_notes set body = 'c' where id = 99 $$,
    'nor does it fail without a key'
);

-- A row with another key went, and came; a truncated table says so to the roles.
create table public.t_keys (id bigint primary key, note text);
do $$ begin
    perform core.attach_table(
        'webhooks', 'public.t_keys', '{"roles": ["a"], "columns": ["note"]}'
    );
    perform core.attach_table('broadcast', 'public.t_keys', '{"roles": ["a"]}');
end $$;
insert into public.t_keys values (1, 'a');
update public.t_keys set id = 2
where id = 1;
truncate public.t_keys;
select results_eq(
    $$ select type, entity_id, payload -> 'key'
    from tests.events('t_keys_rows') offset 1 $$,
    $$ values
        ('public.t_keys_rows.deleted', '1', '{"id": 1}'::jsonb),
        ('public.t_keys_rows.inserted', '2', '{"id": 2}'),
        ('public.t_keys_rows.truncated', null, null) $$,
    'another key, and a truncate'
);
select is(
    (select payload from tests.events('t_keys\.truncated')),
    '{"v": 1, "table": "public.t_keys"}'::jsonb, 'a truncate is broadcast'
);

-- An owner that is no user's id.
create table public.t_owned (id bigint primary key, owner text, doc json);
do $$ begin
    perform core.attach_table('broadcast', 'public.t_owned', '{"owner": "owner"}');
    perform core.attach_table(
        'webhooks', 'public.t_owned', '{"roles": ["a"], "columns": ["doc"]}'
    );
end $$;
select lives_ok(
    $$ insert into public.t_owned values
    (1, '', '"\u0000"'), (2, repeat('x', 2000), '1e999999') $$,
    'no value of a row makes its write fail'
);
select is(
    (select count(*) from tests.events('t_owned\.')),
    0::bigint,
    'it is heard by no user'
);
select is(
    (
        select payload -> 'record' ->> 'doc' from tests.events('t_owned_rows')
        order by id limit 1
    ),
    '"\u0000"', 'what jsonb cannot hold is text'
);

-- A partitioned table: each row, wherever it is written.
create table public.t_parts (
    id bigint, note text, primary key (id)
) partition by list (id);
create table public.t_parts_a partition of public.t_parts default;
do $$ begin
    perform core.attach_table(
        'webhooks', 'public.t_parts', '{"roles": ["a"], "columns": ["note"]}'
    );
    perform core.attach_table('broadcast', 'public.t_parts', '{"roles": ["a"]}');
end $$;
insert into public.t_parts values (1, 'a');
insert into public.t_parts_a values (2, 'b');
update public.t_parts set note = 'c'
where id = 2;
delete from public.t_parts
where id = 1;
select results_eq(
    $$ select type, entity_id, payload -> 'record' ->> 'note'
    from tests.events('t_parts_rows') $$,
    $$ values
        ('public.t_parts_rows.inserted', '1', 'a'), ('public.t_parts_rows.inserted', '2', 'b'),
        ('public.t_parts_rows.updated', '2', 'c'), ('public.t_parts_rows.deleted', '1', 'a') $$,
    'a partitioned table is one'
);
select is(
    (select count(*) from tests.events('t_parts\.')),
    4::bigint,
    'also in its broadcasts'
);

-- Columns with the names that are usual for rows.
create table public.t_short (n bigint primary key, o text, x text, r text);
do $$ begin
    perform core.attach_table(
        'webhooks', 'public.t_short', '{"roles": ["a"], "columns": ["x", "o", "n"]}'
    );
end $$;
insert into public.t_short values (1, 'a', 'b', 'c');
update public.t_short set x = 'd'
where n = 1;
select is(
    (select payload - 'table' from tests.events('t_short_rows.updated')),
    '{"v": 1, "key": {"n": 1}, "record": {"n": 1, "o": "a", "x": "d"},
      "changed": ["x"]}'::jsonb,
    'columns with short names'
);

select * from finish();
rollback;
