-- Proves functions/core/attach/tg__audit.sql.
begin;
select plan(22);

-- Given: an audited table with a key of two columns, as odd as tables are.
create table public."T Odd" (
    "Tenant" integer, "select" timestamptz, tags text[], detail json, "Word" text,
    amount numeric, twice numeric generated always as (amount * 2) stored,
    primary key ("Tenant", "select")
);
do $$ begin
    perform core.attach_table('audit', 'public."T Odd"', '{"masked": ["Word"]}');
end $$;
create function tests.entries(p_after integer default 0) returns table (
    row_id text, operation text, old_values jsonb
)
language sql as $$
    select e.row_id collate "default", e.operation collate "default", e.old_values
    from core.audit_entries as e
    where e.table_name = 'public.T Odd' order by e.id
    offset p_after
$$;
set local timezone = 'Asia/Manila';
insert into public."T Odd" values
(1, '2030-01-01 00:00+00', '{a}', '{"x": 1}', 'hush', 1.0),
(2, '2030-01-01 00:00+00', '{}', null, null, null);
select results_eq(
    $$ select * from tests.entries() $$,
    $$ values
        ('["1", "2030-01-01 00:00:00+00"]', 'insert', null::jsonb),
        ('["2", "2030-01-01 00:00:00+00"]', 'insert', null) $$,
    'an insert is an entry per row; a key has one spelling'
);
delete from public."T Odd"
where false;
update public."T Odd" set amount = amount, "Word" = "Word"
where true;
select is(
    (select count(*) from tests.entries()), 2::bigint, 'what changes nothing is none'
);

update public."T Odd" set amount = 1.00, "Word" = 'psst'
where "Tenant" = 1;
select is(
    (select old_values from tests.entries(2)),
    '{"amount": 1.0, "twice": 2.0, "Word": "***"}'::jsonb,
    'an update keeps what changed, also in spelling, and masks'
);
update public."T Odd" set tags = '{b}', detail = '{"x":1}'
where "Tenant" = 1;
select is(
    (select old_values from tests.entries(3)),
    '{"tags": ["a"]}'::jsonb,
    'json that only looks other is no change'
);
update public."T Odd" set "Tenant" = 3
where "Tenant" = 2;
select set_eq(
    $$ select row_id, operation from tests.entries(4) $$,
    $$ values
        ('["2", "2030-01-01 00:00:00+00"]', 'delete'),
        ('["3", "2030-01-01 00:00:00+00"]', 'insert') $$,
    'a row with another key went, and came'
);
delete from public."T Odd"
where "Tenant" = 1;
select is(
    (select old_values - 'select' from tests.entries(6)),
    '{"Tenant": 1, "tags": ["b"], "detail": {"x": 1}, "Word": "***", "amount": 1.00,
      "twice": 2.00}'::jsonb,
    'a deleted row is kept whole'
);
truncate public."T Odd";
select results_eq(
    $$ select * from tests.entries(7) $$,
    $$ values (null::text, 'truncate', null::jsonb) $$, 'a truncate is an entry'
);

-- The table changes, and its writes do not fail.
alter table public."T Odd" add column fresh text;
alter table public."T Odd" rename column amount to price;
insert into public."T Odd" ("Tenant", "select", fresh, price)
values (4, '2030-01-01 00:00+00', 'a', 1);
update public."T Odd" set fresh = 'b', price = 2
where true;
select is(
    (select old_values from tests.entries(9)),
    '{"fresh": "a", "price": 1, "twice": 2}'::jsonb,
    'columns that are new or renamed are audited at once'
);
alter table public."T Odd" rename column "Word" to word;
update public."T Odd" set word = 'aloud', fresh = 'c'
where true;
select is(
    (select old_values from tests.entries(10)),
    '{"fresh": "***", "word": "***"}'::jsonb,
    'if a masked column has another name, everything is masked'
);
alter table public."T Odd" drop constraint "T Odd_pkey";
alter table public."T Odd" add primary key ("Tenant");
update public."T Odd" set fresh = 'd'
where true;
select is(
    (select row_id from tests.entries(11)), '4', 'another key is taken at once'
);

alter table public."T Odd" drop constraint "T Odd_pkey";
update public."T Odd" set fresh = 'e'
where true;
select results_eq(
    $$ select * from tests.entries(12) $$,
    $$ values (null::text, 'update', null::jsonb) $$,
    'without a key, an entry says only that there was a change'
);
insert into public."T Odd" ("Tenant", "select") values (9, now());
delete from public."T Odd"
where "Tenant" = 9;
select is(
    (
        select count(*) from tests.entries()
        where row_id is null and old_values is null
    ),
    4::bigint, 'no write fails'
);
alter table public."T Odd" add primary key ("Tenant");

-- A plain table: its statements are planned once, and its columns change under them.
create table public.t_plain (id bigint primary key, _o_ text, a numeric);
do $$ begin
    perform core.attach_table('audit', 'public.t_plain', '{"masked": ["_o_"]}');
end $$;
create function tests.plain_entries(p_after integer default 0) returns table (
    row_id text, operation text, old_values jsonb
)
language sql as $$
    select e.row_id collate "default", e.operation collate "default", e.old_values
    from core.audit_entries as e
    where e.table_name = 'public.t_plain' order by e.id
    offset p_after
$$;
insert into public.t_plain values (1, 'x', 1.0), (2, 'y', 1);
update public.t_plain set a = 1.00, _o_ = 'z'
where true;
update public.t_plain set id = id + 1
where id = 2;
delete from public.t_plain
where id = 1;
select results_eq(
    $$ select * from tests.plain_entries() $$,
    $$ values
        ('1', 'insert', null::jsonb), ('2', 'insert', null),
        ('1', 'update', '{"a": 1.0, "_o_": "***"}'),
        ('2', 'update', '{"a": 1, "_o_": "***"}'),
        ('2', 'delete', '{"a": 1.00, "id": 2, "_o_": "***"}'), ('3', 'insert', null),
        ('1', 'delete', '{"a": 1.00, "id": 1, "_o_": "***"}') $$,
    'each change of each row, whatever a column is called'
);
alter table public.t_plain rename column a to b;
alter table public.t_plain add column c text;
update public.t_plain set b = 2, c = 'd'
where true;
alter table public.t_plain add column d json;
update public.t_plain set d = '"\u0000"'
where true;
delete from public.t_plain
where true;
select results_eq(
    $$ select * from tests.plain_entries(7) $$,
    $$ values
        ('3', 'update', '{"b": 1.00, "c": null}'::jsonb), ('3', 'update', '{"d": null}'),
        ('3', 'delete', '{"b": 2, "c": "d", "d": "\"\\u0000\"", "id": 3, "_o_": "***"}') $$,
    'columns that come or are renamed, and values that jsonb cannot hold'
);
create table public.t_virtual (id bigint primary key, a integer);
do $$ begin
    perform core.attach_table('audit', 'public.t_virtual');
    if current_setting('server_version_num')::integer >= 180000 then
        execute 'alter table public.t_virtual '
            'add v integer generated always as (a * 2) virtual';
    end if;
end $$;
insert into public.t_virtual values (1, 2);
update public.t_virtual set a = 3
where true;
delete from public.t_virtual
where true;
select results_eq(
    $$ select e.old_values from core.audit_entries as e
    where e.table_name = 'public.t_virtual' order by e.id $$,
    $$ values (null::jsonb), ('{"a": 2}'), ('{"a": 3, "id": 1}') $$,
    'a column that is not stored is left out'
);

-- A partitioned table: each row, wherever it is written.
create table public.t_parts (
    id bigint, on_day date, note text, primary key (id, on_day)
)
partition by range (on_day);
create table public.t_parts_a partition of public.t_parts
for values from ('2030-01-01') to ('2031-01-01');
do $$ begin perform core.attach_table('audit', 'public.t_parts'); end $$;
create table public.t_parts_b (note text, on_day date not null, id bigint not null);
do $$ begin
    alter table public.t_parts attach partition public.t_parts_b
    for values from ('2031-01-01') to ('2032-01-01');
end $$;
insert into public.t_parts values (1, '2030-01-01', 'a'), (2, '2031-01-01', 'b');
insert into public.t_parts_b (id, on_day, note) values (3, '2031-01-01', 'c');
update public.t_parts set note = 'd'
where id = 2;
update public.t_parts set on_day = '2031-02-02'
where id = 1;
delete from public.t_parts_b
where id = 3;
truncate public.t_parts;
select results_eq(
    $$ select e.row_id collate "default", e.operation collate "default", e.old_values
    from core.audit_entries as e where e.table_name = 'public.t_parts' order by e.id $$,
    $$ values
        ('["1", "2030-01-01"]', 'insert', null::jsonb),
        ('["2", "2031-01-01"]', 'insert', null), ('["3", "2031-01-01"]', 'insert', null),
        ('["2", "2031-01-01"]', 'update', '{"note": "b"}'),
        ('["1", "2030-01-01"]', 'delete', '{"id": 1, "note": "a", "on_day": "2030-01-01"}'),
        ('["1", "2031-02-02"]', 'insert', null),
        ('["3", "2031-01-01"]', 'delete', '{"id": 3, "note": "c", "on_day": "2031-01-01"}'),
        (null, 'truncate', null) $$,
    'a partitioned table is one, with partitions that came later'
);
select is(
    (
        select count(*) from core.audit_entries
        where table_name ~ 't_parts_'
    ),
    0::bigint,
    'and no entry has the name of a partition'
);

-- Columns with the names that are usual for rows; nothing is masked.
create table public.t_short (n bigint primary key, o text, x text, r text);
do $$ begin perform core.attach_table('audit', 'public.t_short'); end $$;
insert into public.t_short values (1, 'a', 'b', 'c');
update public.t_short set o = 'd', x = null
where n = 1;
delete from public.t_short
where n = 1;
select results_eq(
    $$ select e.operation collate "default", e.old_values from core.audit_entries as e
    where e.table_name = 'public.t_short' and e.row_id = '1' order by e.id $$,
    $$ values
        ('insert', null::jsonb), ('update', '{"o": "a", "x": "b"}'),
        ('delete', '{"n": 1, "o": "d", "x": null, "r": "c"}') $$,
    'columns with short names, and no masks'
);

-- Who did it, and whom it is shown to.
grant insert on public."T Odd" to authenticated;
grant usage on schema public to authenticated;
select tests.login_as(tests.user('ada'), 'editor');
select core.set_reason('Asked for.');
insert into public."T Odd" ("Tenant", "select") values (5, now());
reset role;
select results_eq(
    $$ select e.actor_id, e.role collate "default", e.reason
    from core.audit_entries as e
    where e.table_name = 'public.T Odd' and e.row_id = '5' $$,
    $$ values (tests.user('ada'), 'authenticated', 'Asked for.') $$,
    'an entry has who, as what, and why'
);
select tests.login_as(tests.user('ada'), 'editor');
select throws_ok(
    $$ select core.list_history('public.T Odd', '5') $$, 'PT403', 'core.not_permitted',
    'who writes the table does not see its history'
);
select throws_ok(
    $$ select from core.audit_entries $$, '42501', null, 'nor entries'
);
select tests.login_as(tests.user('eve'), 'admin');
select is(
    jsonb_array_length(core.list_history('public.T Odd', '5') -> 'items'), 1,
    'an admin does'
);

select * from finish();
rollback;
