-- core._list_personal_columns: the registered columns of a kind of person.
--
-- With what their tables say of the key: its type, and its place in the primary key,
-- which audit entries have as row_id.

create or replace function core._list_personal_columns(p_person_kind text)
    returns table (
    relation regclass,
    table_name text,
    column_name text,
    key_column text,
    key_type text,
    key_place integer,
    key_parts integer,
    action text,
    place integer
)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        c.relation, p.table_name, p.column_name, p.key_column,
        format_type(a.atttypid, a.atttypmod),
        array_position((i.indkey::int2[])[0:i.indnkeyatts - 1], a.attnum) - 1,
        i.indnkeyatts::integer,
        p.action, p.place
    from core.personal_columns as p
    cross join core.find_table(p.table_name) as c (relation)
    inner join pg_catalog.pg_attribute as a
        on c.relation = a.attrelid and p.key_column = a.attname
    left join pg_catalog.pg_index as i
        on c.relation = i.indrelid and i.indisprimary
    where p.person_kind = p_person_kind
$$;

comment on function core._list_personal_columns(text) is
$$Columns of core.personal_columns, with the type and the place of their key.

key_place is counted from 0 and null where the key is no part of the primary key.
$$;
