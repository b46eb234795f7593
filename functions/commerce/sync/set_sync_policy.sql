-- commerce.set_sync_policy: set or delete the policy of a field.
--
-- It counts from the next decision; conflicts that are open stay until a user or a
-- later version ends them. A trigger audits the row. Definer: no role may write the
-- table.

create or replace function commerce.set_sync_policy(
    p_source text, p_entity text, p_field text, p_policy text
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fields jsonb;
begin
    perform core.require_role('admin');
    perform commerce._check_source(p_source);
    v_fields := commerce._sync_field_kinds(p_entity);
    if v_fields is null then
        perform core.raise_error(
            'commerce.invalid_policy', 'entity is not product, inventory or order.'
        );
    end if;
    if (p_field = '*' or v_fields ? p_field) is not true then
        perform core.raise_error(
            'commerce.invalid_policy',
            format(
                'field is not * or one of %s.',
                (select string_agg(f, ', ' order by f) from jsonb_object_keys(v_fields) as f)
            )
        );
    end if;
    if p_policy not in ('pms_wins', 'we_win', 'newest', 'ask') then
        perform core.raise_error(
            'commerce.invalid_policy',
            'policy is not pms_wins, we_win, newest or ask.'
        );
    end if;

    if p_policy is null then
        delete from commerce.sync_policies as p
        where p.source = p_source and p.entity = p_entity and p.field = p_field;
    else
        insert into commerce.sync_policies as p (source, entity, field, policy)
        values (p_source, p_entity, p_field, p_policy)
        on conflict (source, entity, field) do update
        set policy = excluded.policy
        where p.policy <> excluded.policy;
    end if;
    return jsonb_build_object(
        'entity', p_entity,
        'field', p_field,
        'policy', commerce._sync_policy(p_source, p_entity, p_field)
    );
end;
$$;

grant execute on function commerce.set_sync_policy(text, text, text, text)
to authenticated, service_role;

comment on function commerce.set_sync_policy(text, text, text, text) is
$$Set which side stands when both changed a field at once; for app role admin.

It is audited, and counts from the next decision. entity: product, inventory or order.
field: one of the entity, or `*` for those without a policy of their own. policy:
pms_wins, we_win, newest, ask; null deletes it, so that of `*` counts, or newest: the
answer has the policy that counts. Open conflicts stay open.
Returns: list_sync_policies.items
Errors: PT403 core.not_permitted, PT404 commerce.unknown_source, PT422
commerce.invalid_policy.
Example: {"source": "pms", "entity": "product", "field": "title", "policy": "we_win"}
Budget: 200 ms.
$$;
