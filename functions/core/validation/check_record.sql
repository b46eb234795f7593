-- core.check_record: sanitize a record and return all violations of its rules.
--
-- Definer: custom rules may read tables that the caller may not. They are read-only
-- functions that a release names.

create or replace function core.check_record(p_entity text, p_record jsonb)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_function constant regprocedure := to_regprocedure(
        format('core.%I(jsonb)', concat('_check_', replace(p_entity, '.', '__')))
    );
    v_record jsonb;
    v_checked jsonb;
begin
    if
        v_function is null
        or not exists (select from core.validation_rules as r where r.entity = p_entity)
    then
        perform core.raise_error(
            'core.unknown_entity',
            format(
                'There is no rule for %s.',
                coalesce(quote_literal(core.excerpt(p_entity)), 'null')
            )
        );
    end if;
    v_record := core.read_json('record', p_record, 'object');
    if v_record is null then
        perform core.raise_error('core.invalid_argument', 'record is missing.');
    end if;

    execute format('select %s($1)', v_function::regproc) into v_checked using v_record;
    return v_checked;
end;
$$;

grant execute on function core.check_record(text, jsonb)
to authenticated, service_role, app_worker;

comment on function core.check_record(text, jsonb) is
$${record, errors: [{field, code, message, severity}]}: the sanitized record and all
violations of its rules.

field is null for a rule on several fields; code is the rule's name.
Errors: PT422 core.unknown_entity, PT422 core.invalid_argument.
$$;
