-- concerts._later_merge: a merge that must be undone before this one; null: none.
--
-- One that changed again a row that this one left, or that could come back.

create or replace function concerts._later_merge(p_merge_id bigint)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select max(n.merge_id)
    from concerts.merge_rows as r
    inner join concerts.merge_rows as n
        on
            r.table_name = n.table_name
            and coalesce(r.new_key, r.row_key) = n.row_key
            and r.merge_id < n.merge_id
    inner join concerts.merges as m on n.merge_id = m.id
    where r.merge_id = p_merge_id and m.undone_at is null
$$;

comment on function concerts._later_merge(bigint) is
    'Return the last merge of the same rows that is not undone.';
