-- Proves functions/core/attach/_changed_rows.sql.
begin;
select plan(5);

-- Given: a plain table and one whose key is not.
create table public.t_plain (id bigint primary key, a text);
create table public.t_odd (id timestamptz primary key, a text);
set local timezone = 'UTC';
create function tests.changes(
    p_table regclass, p_operation text, p_old record, p_new record
)
    returns table (id text, operation text, old_a text, new_a text)
    language plpgsql as $$
begin
    return query select c.id, c.operation, c.old_doc ->> 'a', c.new_doc ->> 'a'
    from core._changed_rows(p_table, p_operation, p_old, p_new) as c order by 1;
end;
$$;

select results_eq(
    $$ select c.* from tests.changes(
        'public.t_plain', 'update', row(1, 'x')::public.t_plain, row(1, 'y')::public.t_plain
    ) as c $$,
    $$ values ('1', 'update', 'x', 'y') $$, 'an updated row'
);
select results_eq(
    $$ select c.* from tests.changes(
        'public.t_plain', 'update', row(1, 'x')::public.t_plain, row(2, 'x')::public.t_plain
    ) as c $$,
    $$ values ('1', 'delete', 'x', null), ('2', 'insert', null, 'x') $$,
    'another key: the row went, and came'
);
select is_empty(
    $$ select c.* from tests.changes(
        'public.t_plain', 'update', row(1, 'x')::public.t_plain, row(1, 'x')::public.t_plain
    ) as c $$,
    'no change'
);
select results_eq(
    $$ select c.* from tests.changes(
        'public.t_plain', 'insert', row(1, 'x')::public.t_plain, row(1, 'x')::public.t_plain
    ) as c $$,
    $$ values ('1', 'insert', null, 'x') $$, 'a new row'
);
select results_eq(
    $$ select c.* from tests.changes(
        'public.t_odd', 'delete', row('2030-01-01', 'x')::public.t_odd,
        row('2030-01-01', 'x')::public.t_odd
    ) as c $$,
    $$ values ('2030-01-01 00:00:00+00', 'delete', 'x', null) $$,
    'a table that is not plain'
);

select * from finish();
rollback;
