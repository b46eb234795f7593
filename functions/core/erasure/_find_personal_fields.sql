-- core._find_personal_fields: the fields of audit entries that have data of a person.
--
-- A value belongs to whom the key column named when it was the value of the row. That
-- is in the key of the row; else in the entry itself; else, where the key column did
-- not change, in the next entry that has it. The rows are erased before, so each row
-- that named the person last has such an entry.

create or replace function core._find_personal_fields(
    p_person_kind text, p_person_key text
)
    returns table (entry_id bigint, changed_at timestamptz, fields text[])
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with personal as materialized (
        select c.* from core._list_personal_columns(p_person_kind) as c
    ),

    named as materialized (
        select distinct
            p.table_name, p.column_name, p.key_column, e.row_id,
            k.is_key
        from personal as p
        inner join core.audit_entries as e on p.table_name = e.table_name
        cross join lateral (
            select coalesce(
                case
                    when p.key_place is null then null
                    when p.key_parts = 1 then e.row_id
                    else e.row_id::jsonb ->> p.key_place
                end = p_person_key,
                false
            ) as is_key
        ) as k
        where k.is_key or e.old_values ->> p.key_column = p_person_key
    ),

    found as (
        select e.id, e.changed_at, 'old.' || n.column_name as field
        from named as n
        inner join core.audit_entries as e
            on n.row_id = e.row_id and n.table_name = e.table_name
        where
            e.old_values -> n.column_name not in ('null', '"***"')
            and (
                n.is_key
                or p_person_key = case
                    when e.old_values ? n.key_column then e.old_values ->> n.key_column
                    else (
                        select f.old_values ->> n.key_column
                        from core.audit_entries as f
                        where
                            f.row_id = e.row_id
                            and f.table_name = e.table_name
                            and f.id > e.id
                            and f.old_values ? n.key_column
                        order by f.id
                        limit 1
                    )
                end
            )
        union
        select e.id, e.changed_at, 'row_id'
        from named as n
        inner join core.audit_entries as e
            on n.row_id = e.row_id and n.table_name = e.table_name
        where n.is_key and n.key_column = n.column_name
        union
        select e.id, e.changed_at, 'who'
        from core.audit_entries as e
        where p_person_kind = 'user' and e.actor_id::text = p_person_key
    )

    select f.id, f.changed_at, array_agg(f.field)
    from found as f
    group by f.id, f.changed_at
$$;

comment on function core._find_personal_fields(text, text) is
    'Entries with the names of the fields to be erased; see core._audit_fields.';
