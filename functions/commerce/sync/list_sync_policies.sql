-- commerce.list_sync_policies: the policies of a source.
--
-- Always one page: a source has a row per field at most. Definer: no app role has a
-- grant on the table.

create or replace function commerce.list_sync_policies(p_source text default 'pms')
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin', 'buyer');
    perform commerce._check_source(p_source);
    return jsonb_build_object(
        'items', (
            select coalesce(
                jsonb_agg(
                    jsonb_build_object(
                        'entity', p.entity, 'field', p.field, 'policy', p.policy
                    )
                    order by p.entity, p.field
                ),
                '[]'
            )
            from commerce.sync_policies as p
            where p.source = p_source
        ),
        'next', null
    );
end;
$$;

grant execute on function commerce.list_sync_policies(text)
to authenticated, service_role;

comment on function commerce.list_sync_policies(text) is
$$The policies of a source, by entity and field.

For app roles admin and buyer. A field `*` is for the fields of the entity without a
policy of their own; what neither has is newest. set_sync_policy explains the policies.
There is always one page.
Returns: {items: [{entity: "product" | "inventory" | "order", field: text, policy:
"pms_wins" | "we_win" | "newest" | "ask"}], next: null}
Errors: PT403 core.not_permitted, PT404 commerce.unknown_source.
Example: {"source": "pms"}
Budget: 100 ms.
$$;
