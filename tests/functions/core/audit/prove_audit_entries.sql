-- Proves functions/core/audit/prove_audit_entries.sql.
begin;
select plan(4);

-- Given: sealed entries in two months and two windows, and one that is not sealed.
alter table core.audit_entries disable trigger t20_refuse_change;
delete from core.audit_entries
where true;
create function core.t_write(p_xid bigint, p_at timestamptz, p_name text)
    returns void
    language plpgsql
as $$
begin
    insert into core.audit_entries (xid, changed_at, table_name, row_id, operation, role)
    select p_xid, p_at, 'core.a', p_name || n, 'insert', 'postgres'
    from generate_series(1, 3) as n;
end;
$$;
do $$
begin
    perform core.t_write(10, '2031-01-05 00:00+00', 'a');
    perform core.t_write(11, '2031-02-05 00:00+00', 'b');
    perform core.seal_audit(4);
    perform core.t_write(12, '2031-02-05 00:00+00', 'c');
    perform core.seal_audit();
    perform core.t_write(
        pg_current_xact_id()::text::bigint, '2031-02-05 00:00+00', 'd'
    );
end;
$$;
create temporary table t_proof as
select p.it
from (select array_agg(e.id) as ids from core.audit_entries as e) as a
cross join core.prove_audit_entries(a.ids) as p (it);

select results_eq(
    $$ select it #>> '{fields,row_id,value}' as name from t_proof order by 1 $$,
    $$ values ('a1'), ('a2'), ('a3'), ('b1'), ('b2'), ('b3'), ('c1'), ('c2'), ('c3') $$,
    'every sealed entry has a proof; one that is open has none'
);
select is_empty(
    $$ select t.it
       from t_proof as t
       cross join core.prove_audit_entry((t.it ->> 'id')::bigint) as p
       where
           t.it -> 'path' <> jsonb_path_query_array(p, '$.path[*].sha256')
           or t.it -> 'seal_id' <> p -> 'seal_id'
           or t.it -> 'place' <> p -> 'place'
           or not t.it @> (p -> 'entry') $$,
    'it is that of prove_audit_entry'
);
select results_eq(
    $$ select distinct (it ->> 'seal_id')::bigint from t_proof order by 1 $$,
    'select id from core.audit_seals order by 1',
    'the entries of every seal are there'
);
select is_empty(
    $$ select core.prove_audit_entries('{-1}') $$, 'an unknown entry has none'
);

select * from finish();
rollback;
