-- filters.tg_transactions__keep_keys: keep filters.line_keys the keys of the lines.
--
-- For lines in months only. A key that was claimed has no line yet and takes this one;
-- a key that has a line is refused, as a unique index would. Keys are written in their
-- order, so writers of the same keys cannot deadlock. Of an update only keys that
-- change, or whose line moves to another time, are written. Definer: a writer of lines
-- has no grant on the keys.

create or replace function filters.tg_transactions__keep_keys()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_lines bigint;
    v_kept bigint;
begin
    if tg_op = 'TRUNCATE' then
        delete from filters.line_keys where line_key is not null;
        return null;
    end if;
    if tg_op = 'DELETE' then
        delete from filters.line_keys as k
        using old_rows as o
        where k.line_key = o.line_key and k.line_id = o.id;
        return null;
    end if;
    if tg_op = 'UPDATE' then
        delete from filters.line_keys as k
        using old_rows as o
        where
            k.line_key = o.line_key
            and k.line_id = o.id
            and not exists (
                select
                from new_rows as n
                where
                    n.id = o.id
                    and n.line_key = o.line_key
                    and n.sold_at = o.sold_at
            );
        insert into filters.line_keys as k (line_key, line_id, sold_at)
        select n.line_key, n.id, n.sold_at
        from new_rows as n
        where
            n.line_key is not null
            and not exists (
                select
                from old_rows as o
                where
                    o.id = n.id
                    and o.line_key = n.line_key
                    and o.sold_at = n.sold_at
            )
        order by n.line_key;
        return null;
    end if;

    v_lines := (select count(n.line_key) from new_rows as n);
    if v_lines = 0 then
        return null;
    end if;
    insert into filters.line_keys as k (line_key, line_id, sold_at)
    select n.line_key, n.id, n.sold_at
    from new_rows as n
    where n.line_key is not null
    order by n.line_key
    on conflict (line_key) do update
    set line_id = excluded.line_id, sold_at = excluded.sold_at
    where k.line_id is null;
    get diagnostics v_kept = row_count;
    if v_kept <> v_lines then
        raise unique_violation using
            message = 'a line with this key exists',
            table = 'line_keys', schema = 'filters', constraint = 'line_keys_pkey';
    end if;
    return null;
end;
$$;

comment on function filters.tg_transactions__keep_keys() is
    'After insert, update, delete and truncate of lines in months.';
