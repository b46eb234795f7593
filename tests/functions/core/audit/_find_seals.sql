-- Proves functions/core/audit/_find_seals.sql.
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
create function core.t_ids(p_name text)
    returns bigint[]
    language sql
as $$
    select array_agg(e.id order by e.id)
    from core.audit_entries as e
    where e.row_id ~ p_name
$$;

select is_empty(
    $$ select s.id, e.id
       from core.audit_seals as s
       cross join core.audit_entries as e
       where
           (
               e.id > s.after_id and e.id <= s.last_id and e.xid >= s.from_xid
               and e.xid < s.below_xid
               and s.month_on = date_trunc('month', e.changed_at at time zone 'UTC')
           ) is distinct from exists (
               select from core._find_seals(core.t_ids('.')) as f
               where (f.seal).id = s.id and e.id = any(f.entry_ids)
           ) $$,
    'each entry is with the seal that covers it'
);
select is(
    (
        select array_agg(cardinality(f.entry_ids))
        from core._find_seals(core.t_ids('.')) as f
    ),
    '{3, 6}', 'every sealed entry is in one'
);
select is(
    (select array_agg(f.entry_ids) from core._find_seals(core.t_ids('b2')) as f),
    array[core.t_ids('b2')], 'only the entries that are asked for are there'
);
select is_empty(
    $$ select from core._find_seals(core.t_ids('d')) $$, 'an open one has no seal'
);

select * from finish();
rollback;
