-- core.value_fault: what is wrong with a text that is to be a number or a time.
--
-- Postgres reads more than a file means: now, epoch, NaN, 0x10, 1_000, 1e3, and dates by
-- the order that a session has set. Here a text is what it says, or it is refused. Times
-- are ISO 8601; core.iso_time turns other orders into that. Numbers with an exponent are
-- floats only: so databases write those. Whether a date exists is left to the cast.

create or replace function core.value_fault(p_text text, p_kind text)
    returns text
    language sql
    immutable
    security invoker
    return case p_kind
        when 'number' then case
            when p_text !~ '^-?([0-9]+(\.[0-9]+)?|\.[0-9]+)$' then 'is not a number'
        end
        when 'float' then case
            when p_text !~ '^-?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?$'
                then 'is not a number'
        end
        when 'boolean' then case
            when p_text !~* '^(true|false|t|f|yes|no|y|n|1|0)$'
                then 'is not true or false'
        end
        when 'date' then case
            when p_text !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
                then 'is not a date like 2026-07-31'
        end
        when 'time' then case
            when
                p_text !~ (
                    '^[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?'
                    ' ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?$'
                )
                then 'is not a time like 23:59:59'
        end
        when 'timestamp' then case
            when
                p_text !~ (
                    '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?'
                    ' ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?$'
                )
                then 'is not a time like 2026-07-31 23:59:59+08'
        end
    end;

grant execute on function core.value_fault(text, text) to authenticated, service_role;

comment on function core.value_fault(text, text) is
$$In words, after the value; null when nothing is wrong or the value is null.

p_kind: as core.value_kind says; null: no rule.
$$;
