-- filters.list_dimensions: the registry of dimensions for callers.

create or replace function filters.list_dimensions()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'name', d.name,
                'label', d.label,
                'labels', coalesce(
                    (
                        select jsonb_object_agg(l.country, l.label)
                        from master.place_levels as l
                        where l.level = d.master_level
                    ),
                    '{}'
                ),
                'parent', (
                    select p.name from filters.dimensions as p where p.name = d.parent
                ),
                'position', d.position,
                'enabled', d.is_enabled,
                'version', filters._version_of(d.name),
                'total', filters._count_listed(d.name) + filters._count_listed_counters(d.name),
                'source', d.source_table::text,
                'column', d.column_name,
                'path', to_jsonb(d.json_path),
                'state', d.state,
                'roles', to_jsonb(d.roles),
                'counted_by', d.counted_by
            )
            order by d.position, d.name
        ),
        '[]'
    )
    from filters.dimensions as d
$$;

grant execute on function filters.list_dimensions() to authenticated, service_role;

comment on function filters.list_dimensions() is
$$All dimensions, in the order in which a page shows them.

labels is what countries call it, by ISO 3166-1 code ({"US": "County"}); total is the
number of values that have a line. A dimension that is not enabled cannot be queried.
Returns: [{name: text, label: text, labels: {[text]: text}, parent: text | null,
position: bigint, enabled: boolean, version: bigint, total: bigint, source: text,
column: text, path: [text] | null, state: "off" | "filling" | "live", roles: [text] |
null, counted_by: "cells" | "counters"}]
Budget: 10 ms.
$$;
