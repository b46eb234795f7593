-- Proves functions/filters/counters/_shape_fault.sql.
begin;
select plan(14);

-- Given: columns of several types, as they were.
create schema t_moods;
create type t_moods.mood as enum ('sad', 'calm', 'glad');
create domain t_moods.shown as text;
create table t_moods.days (
    mood t_moods.mood, sold numeric(8, 2), amount integer, name text,
    shown t_moods.shown
);
create temporary table counted as
select
    c.name,
    filters._column_shape('t_moods.days', c.name) as shape
from (values ('mood'), ('sold'), ('amount'), ('name'), ('shown')) as c (name);

create function pg_temp.faults() returns text language sql as $$
    select string_agg(
        concat(c.name, ' ', filters._shape_fault('t_moods.days', c.shape)), ', '
        order by c.name
    )
    from pg_temp.counted as c
    where filters._shape_fault('t_moods.days', c.shape) is not null
$$;
create function pg_temp.fault_after(
    p_statement text
) returns text language plpgsql as $$
declare
    v_faults text;
begin
    begin
        execute p_statement;
        v_faults := pg_temp.faults();
        raise exception using errcode = 'ZZ999';
    exception
        when sqlstate 'ZZ999' then
            return v_faults;
    end;
end;
$$;

select is(pg_temp.fault_after(n.statement), n.fault, n.statement)
from (
    values
    ('analyze t_moods.days', null),
    ('alter type t_moods.mood rename value ''sad'' to ''low''',
     'mood has renamed labels'),
    ('alter type t_moods.mood rename value ''sad'' to ''x'';
      alter type t_moods.mood rename value ''glad'' to ''sad'';
      alter type t_moods.mood rename value ''x'' to ''glad''',
     'mood has renamed labels'),
    ('alter type t_moods.mood rename value ''sad'' to ''low'';
      alter type t_moods.mood add value ''sad'' before ''low''',
     'mood has renamed labels'),
    ('alter type t_moods.mood add value ''fine'' before ''glad''', null),
    ('alter type t_moods.mood rename to feeling', null),
    ('alter table t_moods.days alter column sold type numeric(8, 1)',
     'sold has another scale'),
    (
        'alter table t_moods.days alter column amount type numeric',
        'amount has another type'
    ),
    ('alter table t_moods.days alter column name type text collate "C"', null),
    ('alter domain t_moods.shown add check (value <> '''')', null),
    ('alter table t_moods.days drop column name',
     'name is missing or cannot be counted any more'),
    ('alter table t_moods.days rename column name to title',
     'name is missing or cannot be counted any more'),
    (
        'alter table t_moods.days drop column name;'
        ' alter table t_moods.days add column name text',
     'name was dropped and created again')
) as n (statement, fault);

-- When: every oid is another, as after a restore.
update counted
set shape = shape || '{"table": 1, "type": 1, "number": 9}';
select is(
    concat_ws(
        '; ',
        coalesce(pg_temp.faults(), 'none'),
        pg_temp.fault_after('alter type t_moods.mood rename value ''sad'' to ''low''')
    ),
    'none; mood has renamed labels', 'after a restore labels are compared'
);

select * from finish();
rollback;
