-- core.set_validation_rule: add, change or delete a validation rule.
--
-- Of a rule that a release seeds an admin changes is_enabled and severity: the release
-- owns the rest. Rules of the installation have names that begin with local_, so that
-- no release brings one of the same name. A custom rule runs a function, so it may only
-- name one that a rule of the entity names already. Triggers check, compile and audit
-- the rule. Definer: no role may write the table.

create or replace function core.set_validation_rule(
    p_entity text, p_name text, p_rule jsonb
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'core.invalid_rule';
    c_schema constant jsonb := '{
        "type": "object", "additionalProperties": false, "properties": {
            "field": {"type": ["string", "null"], "maxLength": 100},
            "kind": {"type": "string", "maxLength": 20},
            "argument": {"type": "object"},
            "message": {"type": "string", "minLength": 1, "maxLength": 300},
            "severity": {"enum": ["error", "warning"]},
            "position": {"type": "integer", "minimum": 0, "maximum": 10000},
            "is_enabled": {"type": "boolean"}
        }
    }'::jsonb;
    v_sent jsonb;
    v_rule jsonb;
    v_faults text[];
begin
    perform core.require_role('admin');
    perform core.read_text('name', p_name, 1, 60, c_key);
    v_sent := core.read_json('rule', p_rule, 'object', 20000, c_key);
    if not exists (
        select from core.validation_rules as r where r.entity = p_entity
    ) then
        perform core.raise_error(
            'core.unknown_entity',
            format('There is no rule for %s.', quote_nullable(core.excerpt(p_entity)))
        );
    end if;

    perform pg_advisory_xact_lock(hashtextextended('core.validation_rules', 0));
    select to_jsonb(r)
    into v_rule
    from core.validation_rules as r
    where r.entity = p_entity and r.name = p_name;
    if p_name !~ '^local_[a-z0-9_]+$' and (
        v_rule is null or v_sent is null or v_sent - '{is_enabled,severity}'::text[] <> '{}'
    ) then
        perform core.raise_error(
            c_key,
            format(
                'Rule %s belongs to a release: is_enabled and severity can change. The name '
                'of a rule of your own begins with local_.',
                core.excerpt(p_name)
            )
        );
    end if;
    if v_sent is null then
        delete from core.validation_rules
        where entity = p_entity and name = p_name;
        return null;
    end if;

    v_faults := core._schema_errors(c_schema, v_sent);
    if v_faults <> '{}' then
        perform core.raise_error(c_key, left(array_to_string(v_faults, '; '), 500));
    end if;
    v_rule := '{
        "field": null, "argument": {}, "severity": "error", "position": 1000,
        "is_enabled": true
    }' || coalesce(v_rule, '{}') || v_sent
        || jsonb_build_object('entity', p_entity, 'name', p_name);
    if v_rule ->> 'kind' = 'custom' and not exists (
        select
        from core.validation_rules as r
        where
            r.entity = p_entity
            and r.kind = 'custom'
            and r.argument = v_rule -> 'argument'
    ) then
        perform core.raise_error(
            c_key, 'The function is not one that a rule of this entity names.'
        );
    end if;

    insert into core.validation_rules
    select r.*
    from jsonb_populate_record(null::core.validation_rules, v_rule) as r
    on conflict (entity, name) do update
    set
        field = excluded.field,
        kind = excluded.kind,
        argument = excluded.argument,
        message = excluded.message,
        severity = excluded.severity,
        position = excluded.position,
        is_enabled = excluded.is_enabled;
    return v_rule;
exception
    when integrity_constraint_violation or data_exception then
        perform core.raise_error(c_key, left(sqlerrm, 500));
        return null;
end;
$$;

grant execute on function core.set_validation_rule(text, text, jsonb)
to authenticated, service_role;

comment on function core.set_validation_rule(text, text, jsonb) is
$$Add, change or delete a validation rule of an entity; for app role admin.

It counts at once and is audited. rule null deletes it, and the answer is null. A
missing key keeps its value or gets the default. kind and argument: required; type
{type}; pattern {pattern}; length and range {min, max}; one_of {values}; required_if
{field, equals}; json_schema {schema}; compare {left, op, right}; sanitize {steps};
custom {function}, one that another rule of the entity names. The name of a rule of your
own begins with local_. Of the other rules is_enabled and severity can change.
Takes: {rule: {field?: text | null, kind?: text, argument?: {[text]: jsonb}, message?:
text, severity?: "error" | "warning", position?: integer, is_enabled?: boolean} | null}
Returns: list_validation_rules.items | null
Errors: PT403 core.not_permitted, PT422 core.invalid_rule, core.unknown_entity.
Example: {"entity": "garden.plant", "name": "local_short_title", "rule": {"field":
"title", "kind": "length", "argument": {"max": 80}, "message": "Too long."}}
Budget: 500 ms.
$$;
