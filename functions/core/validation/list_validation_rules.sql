-- core.list_validation_rules: the validation rules, by entity and name.
--
-- Definer: no app role may read the table.

create or replace function core.list_validation_rules(
    p_entity text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page;
    v_items jsonb;
begin
    perform core.require_role('admin');
    v_page := core.read_page(
        'core.list_validation_rules', p_after, p_page_size, '{text,text}'
    );
    select coalesce(jsonb_agg(to_jsonb(n) order by n.entity, n.name), '[]')
    into v_items
    from (
        select r.*
        from core.validation_rules as r
        where
            (p_entity is null or r.entity = p_entity)
            and (r.entity, r.name) > (
                coalesce(v_page.key[1], ''), coalesce(v_page.key[2], '')
            )
        order by r.entity, r.name
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'entity', 'name');
end;
$$;

grant execute on function core.list_validation_rules(text, text, integer)
to authenticated, service_role;

comment on function core.list_validation_rules(text, text, integer) is
$$The validation rules of an entity, or of all, by entity and name; for app role admin.

kind and argument as in set_validation_rule. field is null where a rule is about the
whole record.
Returns: {items: [{entity: text, name: text, field: text | null, kind: text, argument:
{[text]: jsonb}, message: text, severity: "error" | "warning", position: integer,
is_enabled: boolean}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"entity": "garden.plant"}
Budget: 100 ms.
$$;
