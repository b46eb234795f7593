-- core._compile_check: write the check function of one entity from its rules.
--
-- Every part of a rule is inserted as a literal by %L, so a rule is only data.
-- Everything else is text of this file, or a function by its catalog name. An entity
-- without rules loses its function. Replacing a function does not wait: running calls
-- finish with the old body.

create or replace function core._compile_check(p_entity text)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name constant text := '_check_' || replace(p_entity, '.', '__');
    v_rule core.validation_rules;
    v_value text;
    v_wrong text;
    v_lines text := '';
begin
    if not exists (
        select from core.validation_rules as r where r.entity = p_entity
    ) then
        execute format('drop function if exists core.%I(jsonb)', v_name);
        return;
    end if;

    for v_rule in
        select r.*
        from core.validation_rules as r
        where r.entity = p_entity and r.is_enabled
        order by r.kind <> 'sanitize', r.position, r.name
    loop
        if v_rule.kind = 'sanitize' then
            v_lines := v_lines || format(
                '    if jsonb_typeof(v_record -> %1$L) = %3$L then '
                'v_record := v_record || jsonb_build_object('
                '%1$L, core.sanitize_text(v_record ->> %1$L, %2$L)); '
                'end if;' || E'\n',
                v_rule.field,
                array(
                    select s.step
                    from jsonb_array_elements_text(v_rule.argument -> 'steps') as s (step)
                )::text,
                'string'
            );
            continue;
        end if;

        v_value := case
            when v_rule.field is null then 'v_record'
            else format('nullif(v_record -> %L, %L)', v_rule.field, 'null')
        end;
        v_wrong := case v_rule.kind
            when 'required' then format('coalesce(%1$s, %2$L) = %2$L', v_value, '""')
            when 'required_if' then
                format(
                    'v_record -> %1$L = %2$L::jsonb and coalesce(%3$s, %4$L) = %4$L',
                    v_rule.argument ->> 'field', v_rule.argument -> 'equals', v_value, '""'
                )
            when 'type' then
                format('not core._has_type(%s, %L)', v_value, v_rule.argument ->> 'type')
            when 'pattern' then
                format('not core._matches(%s, %L)', v_value, v_rule.argument ->> 'pattern')
            when 'length' then
                format(
                    'not core._has_length(%s, %L, %L)', v_value,
                    v_rule.argument ->> 'min', v_rule.argument ->> 'max'
                )
            when 'range' then
                format(
                    'core._compare_values(%1$s, %2$L::jsonb) < 0'
                    ' or core._compare_values(%1$s, %3$L::jsonb) > 0',
                    v_value, v_rule.argument -> 'min', v_rule.argument -> 'max'
                )
            when 'one_of' then
                format(
                    'not %L::jsonb @> jsonb_build_array(%s)',
                    v_rule.argument -> 'values', v_value
                )
            when 'json_schema' then
                format(
                    'core._schema_errors(%L::jsonb, %s) <> %L',
                    v_rule.argument -> 'schema', v_value, '{}'
                )
            when 'compare' then
                format(
                    'not core._compare_values('
                    'nullif(v_record -> %1$L, %3$L), nullif(v_record -> %2$L, %3$L)'
                    ') %4$s 0',
                    v_rule.argument ->> 'left', v_rule.argument ->> 'right', 'null',
                    v_rule.argument ->> 'op'
                )
            when 'custom' then 'v_said is not null'
        end;
        if v_rule.kind not in ('required', 'required_if', 'compare', 'custom') then
            v_wrong := format('%s is not null and (%s)', v_value, v_wrong);
        end if;

        if v_rule.kind = 'custom' then
            v_lines := v_lines || format(
                E'    v_said := %s(v_record);\n',
                to_regprocedure((v_rule.argument ->> 'function') || '(jsonb)')::regproc
            );
        end if;
        v_lines := v_lines || format(
            E'    if %s then\n'
            '        v_errors := v_errors || jsonb_build_object('
            '%L, %L::text, %L, %L, %L, %s, %L, %L);'
            '\n    end if;\n',
            v_wrong,
            'field', v_rule.field,
            'code', v_rule.name,
            'message',
            case v_rule.kind when 'custom' then 'v_said' else format('%L', v_rule.message) end,
            'severity', v_rule.severity
        );
    end loop;

    execute format(
        'create or replace function core.%I(p_record jsonb)'
        ' returns jsonb language plpgsql stable security invoker'
        ' set search_path = pg_catalog, pg_temp as %L',
        v_name,
        E'declare\n    v_record jsonb := p_record;\n    v_errors jsonb := jsonb_build_array();\n'
        || case when strpos(v_lines, 'v_said') > 0 then E'    v_said text;\n' else '' end
        || E'begin\n' || v_lines
        || E'    return jsonb_build_object(\'record\', v_record, \'errors\', v_errors);\nend;'
    );
    execute format('revoke all on function core.%I(jsonb) from public', v_name);
end;
$$;

comment on function core._compile_check(text) is
$$Create, replace or drop core._check_<module>__<entity> according to the rules.
$$;
