-- core._attach_validation: validation rules of a table of others, and their trigger.

create or replace function core._attach_validation(p_attachment core.attachments)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rules constant jsonb := p_attachment.options -> 'rules';
    v_generated text;
begin
    if p_attachment.options - array['rules', 'name'] <> '{}'
        or jsonb_typeof(v_rules) is distinct from 'array' or v_rules = '[]'
    then
        perform core.raise_error(
            'core.invalid_attachment', 'validation takes {rules: [rule], name}.'
        );
    end if;
    select l.name into v_generated
    from core._live_columns(p_attachment.attached_table) as l
    where l.is_generated and l.name = any(core._named_columns(p_attachment.options))
    limit 1;
    if found then
        perform core.raise_error(
            'core.invalid_attachment',
            format('%s is generated: it has no value yet when rules run.', v_generated)
        );
    end if;

    perform core._add_rules(p_attachment.name, v_rules);
    perform core._add_trigger(
        p_attachment.attached_table, 't20_validate', 'before insert or update',
        'for each row execute function core.tg__validate()'
    );
end;
$$;

comment on function core._attach_validation(core.attachments) is
    'Errors: PT422 core.invalid_attachment, core.invalid_rule.';
