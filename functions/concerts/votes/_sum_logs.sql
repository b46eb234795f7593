-- concerts._sum_logs: the logarithm of a sum, from the logarithms of its terms.
--
-- The greatest term is taken out, so no exponential overflows. What is taken away may
-- exceed the rest by rounding: then almost nothing is left.

create or replace function concerts._sum_logs(
    p_added double precision[], p_removed double precision[]
)
    returns double precision
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        g.greatest_log + ln(greatest(
            coalesce(
                (
                    select sum(exp(a.value - g.greatest_log))
                    from unnest(p_added) as a (value)
                    where a.value - g.greatest_log > -700
                ),
                0
            )
            - coalesce(
                (
                    select sum(exp(r.value - g.greatest_log))
                    from unnest(p_removed) as r (value)
                    where r.value - g.greatest_log > -700
                ),
                0
            ),
            1e-12
        ))
    from (
        select max(u.value) as greatest_log
        from unnest(p_added || p_removed) as u (value)
    ) as g
$$;

comment on function concerts._sum_logs(double precision[], double precision[]) is
    'Return ln(sum of exp(added) - sum of exp(removed)); nulls count nothing.';
