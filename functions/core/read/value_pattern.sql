-- core.value_pattern: the accepted spelling of a number or a time.
--
-- Postgres accepts more than a file means: now, epoch, NaN, 0x10, 1_000, 1e3, and dates
-- in the order of a session setting. Here a text has one meaning, or it is refused.
-- Times are ISO 8601; core.iso_time converts other orders. Only floats may have an
-- exponent, as databases write them. Whether a date exists is left to the cast.

create or replace function core.value_pattern(p_kind text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
    return case p_kind
        when 'number' then '^-?([0-9]+(\.[0-9]+)?|\.[0-9]+)$'
        when 'float' then '^-?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?$'
        when 'boolean' then '(?i)^(true|false|t|f|yes|no|y|n|1|0)$'
        when 'date' then '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
        when 'time' then
            '^[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?'
            ' ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?$'
        when 'timestamp' then
            '^[0-9]{4}-[0-9]{2}-[0-9]{2}'
            '([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?'
            ' ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?$'
    end;

grant execute on function core.value_pattern(text) to authenticated, service_role;

comment on function core.value_pattern(text) is
$$A regular expression that a value of the kind matches; null: no rule.

p_kind: a result of core.value_kind.
$$;
