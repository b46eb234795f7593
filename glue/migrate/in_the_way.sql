-- Which of these objects there are, by their place in the arrays: kinds, names, and the
-- tables that columns, constraints, triggers and policies are of. A function is found
-- by its name alone.
select w.place
from unnest(
    current_setting('rowhouse.kinds')::text[],
    current_setting('rowhouse.names')::text[],
    current_setting('rowhouse.tables')::text[]
) with ordinality as w (kind, name, of_table, place)
where
    case w.kind
        when 'schema' then to_regnamespace(w.name) is not null
        when 'function' then exists (
            select
            from pg_catalog.pg_proc as p
            inner join pg_catalog.pg_namespace as n on p.pronamespace = n.oid
            where
                array[n.nspname, p.proname]::text[]
                = parse_ident(split_part(w.name, '(', 1))
        )
        when 'column' then exists (
            select
            from pg_catalog.pg_attribute as a
            where
                a.attrelid = to_regclass(w.of_table)
                and a.attname = (parse_ident(w.name))[1]
                and not a.attisdropped
        )
        when 'constraint' then exists (
            select
            from pg_catalog.pg_constraint as c
            where
                c.conrelid = to_regclass(w.of_table)
                and c.conname = (parse_ident(w.name))[1]
        )
        when 'trigger' then exists (
            select
            from pg_catalog.pg_trigger as t
            where
                t.tgrelid = to_regclass(w.of_table)
                and t.tgname = (parse_ident(w.name))[1]
        )
        when 'policy' then exists (
            select
            from pg_catalog.pg_policy as p
            where
                p.polrelid = to_regclass(w.of_table)
                and p.polname = (parse_ident(w.name))[1]
        )
        else coalesce(to_regclass(w.name)::oid, to_regtype(w.name)::oid) is not null
    end
order by w.place
