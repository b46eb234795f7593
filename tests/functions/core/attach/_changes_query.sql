-- Proves functions/core/attach/_changes_query.sql.
begin;
select plan(5);

-- Given: rows before and after, of a table whose key is a time.
create table public.t_notes (at timestamptz primary key, n numeric, doc json);
create table public.t_old (like public.t_notes);
create table public.t_new (like public.t_notes);
insert into public.t_old values
('2030-01-01', 1.0, '{}'), ('2030-01-02', 1, '{"a":1}'), ('2030-01-03', 1, '"\u0000"');
insert into public.t_new values
('2030-01-01', 1.00, '{}'),
('2030-01-02', 1, '{"a": 1}'),
('2030-01-04', 1, '"\u0000"');
set local timezone = 'UTC';
create function tests.changes(p_operation text)
    returns table (id text, operation text, old_doc jsonb, new_doc jsonb)
    language plpgsql as $$
begin
    return query execute core._changes_query(
        'public.t_notes', p_operation, 'public.t_old', 'public.t_new'
    ) || ' order by 1';
end;
$$;

select results_eq(
    $$ select c.id, c.operation, c.old_doc ->> 'n', c.new_doc ->> 'doc'
    from tests.changes('update') as c $$,
    $$ values
        ('2030-01-01 00:00:00+00', 'update', '1.0', '{}'),
        ('2030-01-03 00:00:00+00', 'delete', '1', null),
        ('2030-01-04 00:00:00+00', 'insert', null, '"\u0000"') $$,
    'what changed; a row with another key went and came'
);
select is(
    (select count(*) from tests.changes('insert') as c
where c.old_doc is null),
    3::bigint, 'rows that came'
);
select is(
    (select count(*) from tests.changes('delete') as c
where c.new_doc is null),
    3::bigint, 'rows that went'
);
select results_eq(
    $$ select * from tests.changes('truncate') $$,
    $$ values (null::text, 'truncate', null::jsonb, null::jsonb) $$, 'a truncate'
);
alter table public.t_notes drop constraint t_notes_pkey;
select results_eq(
    $$ select * from tests.changes('update') limit 1 $$,
    $$ values (null::text, 'update', null::jsonb, null::jsonb) $$,
    'without a key, only operations'
);

select * from finish();
rollback;
