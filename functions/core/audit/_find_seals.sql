-- core._find_seals: the seals of some entries.
--
-- A seal begins at a transaction, within a month, and within a cluster where the
-- database was restored. In the order of transactions, the seal of an entry is the last
-- one that began before it. An entry that is not sealed yet is in none.

create or replace function core._find_seals(p_entry_ids bigint[])
    returns table (seal core.audit_seals, entry_ids bigint[])
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with entries as (
        select
            e.id, e.xid,
            date_trunc('month', e.changed_at at time zone 'UTC')::date as month_on,
            (
                select max(s.after_id)
                from (select distinct a.after_id from core.audit_seals as a) as s
                where s.after_id < e.id
            ) as after_id
        from core.audit_entries as e
        where e.id = any(p_entry_ids)
    ),

    located as (
        select
            b.entry_id, b.xid,
            max(b.seal_id) over (
                partition by b.after_id, b.month_on
                order by b.xid, b.entry_id nulls first
            ) as seal_id
        from (
            select
                null::bigint as entry_id, s.from_xid as xid, s.after_id, s.month_on,
                s.id as seal_id
            from core.audit_seals as s
            union all
            select e.id, e.xid, e.after_id, e.month_on, null
            from entries as e
        ) as b
    )

    select s, g.entry_ids
    from (
        select l.seal_id, array_agg(l.entry_id) as entry_ids
        from located as l
        inner join core.audit_seals as s on l.seal_id = s.id
        where l.entry_id <= s.last_id and l.xid < s.below_xid
        group by l.seal_id
    ) as g
    inner join core.audit_seals as s on g.seal_id = s.id
    order by s.id
$$;

comment on function core._find_seals(bigint[]) is
    'Seals, oldest first, each with those of the entries that it covers.';
