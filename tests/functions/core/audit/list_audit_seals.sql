-- Proves functions/core/audit/list_audit_seals.sql.
begin;
select plan(2);

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

select is_empty(
    $$ select s.id
       from core.audit_seals as s
       left join core.list_audit_seals() as l (it) on s.id = (l.it ->> 'id')::bigint
       where s.chain_sha256 is distinct from sha256(
           '\x02'::bytea
           || decode(l.it ->> 'previous', 'hex')
           || convert_to(
               jsonb_build_array(
                   l.it -> 'after_id', l.it -> 'from_xid', l.it -> 'below_xid',
                   l.it -> 'month', l.it -> 'entries', l.it -> 'last_id'
               )::text, 'UTF8'
           )
           || decode(l.it ->> 'root', 'hex')
       ) $$,
    'each seal has what its hash is made of'
);
select results_eq(
    $$ select (it ->> 'id')::bigint from core.list_audit_seals() as l (it) $$,
    'select id from core.audit_seals order by id',
    'the oldest comes first'
);

select * from finish();
rollback;
