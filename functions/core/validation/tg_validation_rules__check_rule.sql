-- core.tg_validation_rules__check_rule: refuse rules that cannot work or cost too much.
--
-- A pattern without back references is matched by an automaton, in time linear in the
-- text; with them, by backtracking, in exponential time. Bounds multiply the automaton,
-- so they must be small; core._matches limits the text. A custom rule is an invoker
-- function of a module that only reads.

create or replace function core.tg_validation_rules__check_rule()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_wrong text;
    v_function regprocedure;
begin
    case new.kind
        when 'type' then
            if coalesce(new.argument ->> 'type', '') not in (
                'text', 'integer', 'number', 'boolean', 'uuid', 'date', 'timestamp',
                'email', 'object', 'array'
            ) then
                v_wrong := '{"type": one of text, integer, number, boolean, uuid, date, '
                    'timestamp, email, object, array}';
            end if;
        when 'pattern' then
            v_wrong := core._pattern_fault(new.argument ->> 'pattern');
        when 'length' then
            if not core._has_bounds(new.argument) or new.argument ? 'values' then
                v_wrong := '{"min": number, "max": number}, at least one of them';
            end if;
        when 'range' then
            if new.argument -> 'min' is null and new.argument -> 'max' is null then
                v_wrong := '{"min", "max"}, at least one of them';
            end if;
        when 'one_of' then
            if coalesce(jsonb_typeof(new.argument -> 'values'), '') <> 'array' then
                v_wrong := '{"values": […]}';
            end if;
        when 'required_if' then
            if new.argument ->> 'field' is null or new.argument -> 'equals' is null then
                v_wrong := '{"field", "equals"}';
            end if;
        when 'json_schema' then
            v_wrong := core._schema_fault(new.argument -> 'schema');
        when 'compare' then
            if
                new.argument ->> 'left' is null
                or new.argument ->> 'right' is null
                or coalesce(new.argument ->> 'op', '')
                not in ('<', '<=', '=', '<>', '>=', '>')
            then
                v_wrong := '{"left", "op": <, <=, =, <>, >= or >, "right"}';
            end if;
        when 'sanitize' then
            if
                coalesce(jsonb_typeof(new.argument -> 'steps'), '') <> 'array'
                or not new.argument -> 'steps'
                <@ '["control", "markup", "collapse", "trim"]'
            then
                v_wrong := '{"steps": [control, markup, collapse, trim]}';
            end if;
        when 'custom' then
            v_function := case
                when new.argument ->> 'function' ~ '^[a-z_]+\.[a-z_][a-z0-9_]*$'
                    then to_regprocedure((new.argument ->> 'function') || '(jsonb)')
            end;
            if not exists (
                select
                from pg_catalog.pg_proc as p
                inner join pg_catalog.pg_namespace as n on p.pronamespace = n.oid
                where
                    p.oid = v_function
                    and n.nspname = split_part(new.entity, '.', 1)
                    and p.prorettype = 'text'::regtype
                    and p.provolatile <> 'v'
                    and not p.prosecdef
                    and not p.proretset
            ) then
                v_wrong := '{"function": a stable invoker function (jsonb) of the '
                    'entity''s schema that returns text}';
            end if;
        else
            null;
    end case;

    if v_wrong is not null then
        perform core.raise_error(
            'core.invalid_rule',
            format(
                'Rule %s of %s: a rule of kind %s needs %s.',
                new.name, new.entity, new.kind, v_wrong
            )
        );
    end if;

    return new;
end;
$$;
