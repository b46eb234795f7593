-- core.value_fault: what is wrong with a text that should be a number or a time.
--
-- core.value_pattern decides; this function names the fault. core.read_records applies
-- the same rules to JSON.
--
-- depends: functions/core/value_pattern

create or replace function core.value_fault(p_text text, p_kind text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
    return case
        when p_text !~ core.value_pattern(p_kind) then case p_kind
            when 'number' then 'is not a number'
            when 'float' then 'is not a number'
            when 'boolean' then 'is not true or false'
            when 'date' then 'is not a date like 2026-07-31'
            when 'time' then 'is not a time like 23:59:59'
            when 'timestamp' then 'is not a time like 2026-07-31 23:59:59+08'
        end
    end;

grant execute on function core.value_fault(text, text) to authenticated, service_role;

comment on function core.value_fault(text, text) is
$$A clause that follows the value; null if the value is valid or null.

p_kind: a result of core.value_kind; null means no rule.
$$;
