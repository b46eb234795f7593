-- suppliers._read_rules: read a caller's choice of quality rules; raises if a name is
-- unknown.
--
-- Definer: callers may not read the rules.

create or replace function suppliers._read_rules(p_rule text, p_severity text)
    returns text[]
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault text;
begin
    v_fault := case
        when p_severity not in ('error', 'warning')
            then format('severity is %L, not error or warning.', core.excerpt(p_severity))
        when p_rule is not null and not exists (
            select
            from core.data_quality_rules as r
            where r.module = 'suppliers' and r.name = p_rule
        ) then format('There is no rule %L.', core.excerpt(p_rule))
    end;
    if v_fault is not null then
        perform core.raise_error('core.invalid_argument', v_fault);
    end if;
    return array(
        select r.name
        from core.data_quality_rules as r
        where
            r.module = 'suppliers'
            and r.name = coalesce(p_rule, r.name)
            and r.severity = coalesce(p_severity, r.severity)
    );
end;
$$;

comment on function suppliers._read_rules(text, text) is
$$The rules of suppliers with a name and a severity; null: any.

Errors: PT422 core.invalid_argument.
$$;
