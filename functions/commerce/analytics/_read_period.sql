-- commerce._read_period: check the days of a report; returns how many there are.

create or replace function commerce._read_period(
    p_since date, p_until date, p_most integer default 1827
)
    returns integer
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if (
        case
            when p_since >= '1900-01-01' and p_until between p_since and '2999-12-31'
                then p_until - p_since < p_most
        end
    ) is not true then
        perform core.raise_error(
            'commerce.invalid_period',
            format(
                'From %s to %s is not a period of 1 to %s days.',
                core.excerpt(p_since::text), core.excerpt(p_until::text), p_most
            )
        );
    end if;
    return p_until - p_since + 1;
end;
$$;

comment on function commerce._read_period(date, date, integer) is
$$The number of days from p_since to p_until, both included; at most 5 years.

Errors: PT422 commerce.invalid_period.
$$;
