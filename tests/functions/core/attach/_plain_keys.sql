-- Proves functions/core/attach/_plain_keys.sql.
begin;
select plan(9);

-- Given: tables, each odd in one way.
create type public.t_mood as enum ('good');
create type public.t_pair as (a integer, b text);
create domain public.t_code as text;
create table public.t_plain (
    b text, gone integer, a uuid, m public.t_mood, c public.t_code,
    ms public.t_mood[], at timestamptz, primary key (b, a));
alter table public.t_plain drop column gone;
create table public.t_time (id timestamptz primary key);
create table public.t_json (id bigint primary key, a json);
create table public.t_jsons (id bigint primary key, a json[]);
create table public.t_composite (id bigint primary key, a public.t_pair);
create table public.t_covered (id bigint, a text, primary key (id) include (a));
create table public.t_none (id bigint);
create table public.t_domain (id public.t_code primary key);
create table public.t_virtual (id bigint primary key, a integer);
do $$ begin
    if current_setting('server_version_num')::integer >= 180000 then
        execute 'alter table public.t_virtual '
            'add v integer generated always as (a) virtual';
    else
        drop table public.t_virtual;
        create table public.t_virtual (id timestamptz primary key);
    end if;
end $$;

select is(
    core._plain_keys('public.t_plain'),
    '{b,a}',
    'enums, domains and times are plain values'
);
select is(
    core._plain_keys('public.t_covered'), '{id}', 'a covered column is not the key'
);
select is(core._plain_keys(t.name::regclass), null, t.name || ' is not plain')
from (
    values
    ('public.t_time'), ('public.t_json'), ('public.t_jsons'), ('public.t_composite'),
    ('public.t_none'), ('public.t_domain'), ('public.t_virtual')
) as t (name);

select * from finish();
rollback;
