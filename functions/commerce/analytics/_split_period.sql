-- commerce._split_period: the whole months of a period.
--
-- Days fill it from p_since to months_from, and from months_until to p_before. Without
-- a whole month, both are p_before.

create or replace function commerce._split_period(
    p_since date, p_before date, out months_from date, out months_until date
)
    returns record
    language plpgsql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    months_from := date_trunc('month', p_since::timestamp + interval '1 month - 1 day');
    months_until := date_trunc('month', p_before::timestamp);
    if months_from >= months_until then
        months_from := p_before;
        months_until := p_before;
    end if;
end;
$$;

comment on function commerce._split_period(date, date) is
    'The months of a period; p_before is the day after its last one.';
