-- Proves functions/filters/shape/list_reshape_faults.sql.
begin;
select plan(12);

select is_empty($$ select filters.list_reshape_faults('months') $$, 'months may come');
select results_eq(
    $$ select filters.list_reshape_faults('weeks') $$,
    array['A shape is months or plain.'], 'another shape is refused'
);
select results_eq(
    $$ select filters.list_reshape_faults('plain') $$,
    array['filters.transactions is plain already.'], 'so is the one that it has'
);

-- Given: what would stay behind.
create function pg_temp.fault_after(p_given text)
    returns text
    language plpgsql
as $$
declare
    v_faults text;
begin
    execute p_given;
    v_faults := (
        select string_agg(f.fault, ' ')
        from filters.list_reshape_faults('months') as f (fault)
    );
    raise exception 'undo';
exception
    when raise_exception then
        return coalesce(v_faults, 'none');
end;
$$;
select matches(pg_temp.fault_after(given), fault, name)
from (
    values
    (
        'a materialized view',
        'create materialized view public.m as select id from filters.transactions',
        'depends on it'
    ),
    (
        'a column of its row type',
        'create table public.t (line filters.transactions)', 'depends on it'
    ),
    (
        'a table that refers to it',
        'create table public.t (line_id bigint references filters.transactions (id))',
        'depends on it'
    ),
    (
        'a function with a body that is bound',
        'create function public.f() returns bigint language sql stable '
        'begin atomic select count(*) from filters.transactions; end',
        'depends on it'
    ),
    (
        'a unique index without the time',
        'create unique index t_idx on filters.transactions (id, product_key)',
        'Index t_idx is invalid, is unique'
    ),
    (
        'a unique index that only covers the time',
        'create unique index t_idx on filters.transactions (id) include (sold_at)',
        'Index t_idx is invalid, is unique'
    ),
    (
        'a replica identity',
        'alter table filters.transactions replica identity full', 'replica identity'
    ),
    (
        'a publication',
        'create publication t_pub for table filters.transactions', 'Publication t_pub'
    )
) as t (name, given, fault);
select is(
    pg_temp.fault_after('create view public.v as select id from filters.transactions'),
    'none', 'a view goes with it'
);

select * from finish();
rollback;
