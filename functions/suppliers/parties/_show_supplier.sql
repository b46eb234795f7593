-- suppliers._show_supplier: a supplier as callers see it.

create or replace function suppliers._show_supplier(p_supplier_id bigint)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', s.id,
        'code', s.code,
        'name', s.name,
        'country', s.country,
        'calendar', c.code,
        'is_active', s.is_active,
        'metadata', s.metadata,
        'version', s.version,
        'created_at', s.created_at,
        'updated_at', s.updated_at,
        'users', (
            select coalesce(jsonb_agg(u.user_id order by u.user_id), '[]')
            from suppliers.supplier_users as u
            where u.supplier_id = s.id
        ),
        'contacts', (
            select coalesce(
                jsonb_agg(
                    to_jsonb(o) - '{id, supplier_id}'::text[] order by o.name, o.id
                ),
                '[]'
            )
            from suppliers.contacts as o
            where o.supplier_id = s.id
        ),
        'capabilities', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'capability', a.capability_code,
                        'valid_from_on', a.valid_from_on,
                        'valid_until_on', a.valid_until_on
                    )
                    order by a.capability_code, a.valid_from_on
                ),
                '[]'
            )
            from suppliers.supplier_capabilities as a
            where a.supplier_id = s.id
        )
    )
    from suppliers.suppliers as s
    left join suppliers.calendars as c on s.calendar_id = c.id
    where s.id = p_supplier_id
$$;

comment on function suppliers._show_supplier(bigint) is
    'A supplier with its users, contacts and capabilities.';
